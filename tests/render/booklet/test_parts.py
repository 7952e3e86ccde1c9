"""Key figures, what does not fit, and the end of a chapter."""

from seboddari_build.base.language import Said
from seboddari_build.draw.svg import Palette
from seboddari_build.model.prose import Prose
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.parts import corrections, ending, figures, issues, link
from seboddari_build.site.views import CorrectionNote, FigureView, IssueNote, LinkTo

COLOURS = dict.fromkeys(
    ("ink", "soft", "line", "paper", "cloth", "indigo", "persimmon", "jade", "plum", "ochre"), "#000000"
)
CHAPTERS = frozenset({"ko/cases/guro/", "ko/organisations/"})
ENV = Env(prose=lambda _: Prose(), words=lambda key, *_: key, palette=Palette(**COLOURS), lang="ko", chapters=CHAPTERS)


def ko(text: str) -> Said:
    return Said(text, "ko")


def figure(label: str, *doubts: str) -> FigureView:
    notes = tuple(IssueNote(doubt, ko(doubt)) for doubt in doubts)
    return FigureView(id=label, label=ko(label), value="40", issues=notes)


def test_what_does_not_add_up_stands_once_below_the_cards_and_names_its_figures() -> None:
    code = figures((figure("도시락", "합이 다릅니다."), figure("세탁"), figure("방역", "합이 다릅니다.")), ENV, "plum")
    assert 'doubts: (doubt("합이 다릅니다.", w("도시락"), w("방역")), ), word: "issues", ' in code
    assert 'fig(label: "도시락", value: w("40"), doubted: true)' in code
    assert 'fig(label: "세탁", value: w("40"))' in code
    assert code.count("합이 다릅니다.") == 1


def test_below_a_card_alone_its_name_is_not_said_again() -> None:
    assert 'doubts: (doubt("합이 다릅니다."), )' in figures((figure("도시락", "합이 다릅니다."),), ENV, "plum")


def test_issues_share_a_box() -> None:
    notes = (IssueNote("a", ko("하나.")), IssueNote("b", ko("둘.")))
    assert issues(notes, ENV) == 'note(kind: "issue", "issues", p("하나."), p("둘."))\n'
    assert 'note(kind: "issue", sticky: true, ' in issues(notes, ENV, sticky=True)
    assert "sticky" not in issues(notes * 3, ENV, sticky=True)


def test_the_reason_of_a_correction_has_the_room_that_short_readings_leave() -> None:
    them = (CorrectionNote(printed=ko("닐반찬"), read=ko("밑반찬"), because=ko("글자를 잘못 읽은 것")),)
    assert "corrections(columns: (4.7em, 5.7em, ), " in corrections(them, ENV)
    long = (CorrectionNote(printed=ko("가" * 60), read=ko("나"), because=ko("글자를 잘못 읽은 것")),)
    assert "corrections(columns: (15.5em, " in corrections(long, ENV)


def test_a_chapter_ends_with_its_sources_beside_what_to_read_next() -> None:
    related = (LinkTo(ko("구로"), "ko/cases/guro/"), LinkTo(ko("없음"), "ko/cases/none/"))
    assert ending([("sources", ['"자료집"'])], related, ENV) == (
        'ending(next: next("related", linked(none, to("ko/cases/guro/", w("구로")))), source("sources", "자료집"))\n'
    )
    assert ending([], (), ENV) == ""


def test_a_link_to_an_index_names_no_page() -> None:
    assert link(LinkTo(ko("두레밥상"), "ko/organisations/#d-table"), ENV) == (
        'to(paged: false, "ko/organisations/", w("두레밥상"))'
    )
