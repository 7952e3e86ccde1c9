"""Tables take letters at which every word fits its column, turn the page, or break words at last."""

import msgspec

from seboddari_build.draw.svg import Palette
from seboddari_build.model.prose import Prose
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.tables import SIZES, Cell, Table, fit, table_code

COLOURS = dict.fromkeys(
    ("ink", "soft", "line", "paper", "cloth", "indigo", "persimmon", "jade", "plum", "ochre"), "#000000"
)
ENV = Env(
    prose=lambda _: Prose(), words=lambda key, *_: key, palette=Palette(**COLOURS), lang="ko", width=140, height=200
)


def table(*texts: str, rows: int = 2) -> Table:
    head = tuple(Cell(f'"{text}"', text, header=True) for text in texts)
    return Table((head,), tuple(tuple(Cell(f'"{text}"', text) for text in texts) for _ in range(rows)))


def test_a_small_table_has_large_letters_and_is_not_drawn_out() -> None:
    made = fit(table("해", "수"), ENV)
    assert made.size == SIZES[0]
    assert made.part == 0.5
    assert not made.turned


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    made = fit(table("사회적협동조합", "가 " * 200), ENV)
    assert made.columns[0] > 7 * ENV.size * made.size * 0.3528
    assert round(sum(made.columns)) == 140


def test_a_wide_table_has_smaller_letters() -> None:
    made = fit(table(*["1,234,567"] * 10), ENV)
    assert made.size < SIZES[0]
    assert not made.turned


def test_a_wider_one_turns_the_page_where_pages_can_turn() -> None:
    wide = table(*["열두글자나되는긴머리글"] * 6)
    assert fit(wide, ENV).turned
    assert "turned: true" in table_code(wide, ENV)


def test_the_widest_breaks_its_words() -> None:
    made = fit(table(*["열두글자나되는긴머리글"] * 12), ENV)
    assert made.loose
    assert round(sum(made.columns)) == 140
    assert "loose: true" in table_code(table(*["열두글자나되는긴머리글"] * 12), ENV)


def test_short_tables_stay_on_one_page_and_long_ones_part() -> None:
    assert "together: true" in table_code(table("해", "수", rows=4), ENV)
    assert "together" not in table_code(table("해", "수", rows=60), ENV)


def test_cells_over_rows_and_columns_keep_their_place() -> None:
    spanning = Table(
        heads=((Cell('"가"', "가", 1, 2, header=True), Cell('"나"', "나", 2, header=True)),
               (Cell('"다"', "다", header=True), Cell('"라라라라라라"', "라라라라라라", header=True))),
        rows=((Cell('"마"', "마", 1, 2), Cell('"1"', "1"), Cell('"2"', "2")), (Cell('"3"', "3"), Cell('"4"', "4"))),
    )  # fmt: skip
    made = fit(spanning, ENV)
    assert len(made.columns) == 3
    assert made.columns[2] > made.columns[1]
    code = table_code(spanning, ENV)
    assert 'th(colspan: 2, "나")' in code
    assert 'td(rowspan: 2, "마")' in code


def test_the_unit_of_a_column_takes_less_room_than_its_name() -> None:
    plain = Table(((Cell('"수"', "수 (organisations)", header=True), Cell('"해"', "해", header=True)),), ())
    small = Table(((Cell('"수"', "수", header=True, unit=" (organisations)"), Cell('"해"', "해", header=True)),), ())
    assert fit(small, ENV).columns[0] < fit(plain, ENV).columns[0]


def test_a_table_lies_on_its_side_where_the_one_that_it_faces_does() -> None:
    facing = msgspec.structs.replace(ENV, turning=False, tipping=True)
    assert not fit(table("해", "수"), facing).turned
    assert fit(table("해", "수"), facing, tipped=True).turned
    assert not fit(table("해", "수", rows=60), facing, tipped=True).turned  # it would be higher than the page is wide
