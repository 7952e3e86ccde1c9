"""Names are found where they stand as words of their own."""

from seboddari_build.render.booklet.marks import Names

NAMES = Names(
    [
        ("구로구", "districts/guro"),
        ("구로구청", "organisations/guro-office"),
        ("Guro-gu", "districts/guro"),
        ("노느매기", "organisations/noneumaegi"),
        ("노느매기", "organisations/other"),
        ("강", "people/short"),
    ]
)


def test_a_name_with_a_particle_is_found_and_one_within_a_word_is_not() -> None:
    assert NAMES.find("구로구의 이웃, 신구로구") == ((0, "districts/guro"),)


def test_of_names_within_each_other_the_longest_counts() -> None:
    assert NAMES.find("구로구청과 구로구") == ((0, "organisations/guro-office"), (6, "districts/guro"))


def test_latin_names_end_where_their_letters_end() -> None:
    assert NAMES.find("Guro-guro in Guro-gu.") == ((13, "districts/guro"),)


def test_the_first_of_equal_names_counts_and_single_syllables_do_not() -> None:
    assert NAMES.find("노느매기 강") == ((0, "organisations/noneumaegi"),)
