"""A sample of ``make fuzz``, and that it notices what it looks for."""

import pytest

from seboddari_build.load import inline_nodes
from tests.fuzz.law import broken
from tests.fuzz.press import LawBrokenError, Pair
from tests.fuzz.targets import TARGETS, Fuzzing, smallest

SEED = 20201217
INPUTS = 2000


@pytest.fixture(scope="module")
def fuzzing() -> Fuzzing:
    return Fuzzing(SEED)


def test_made_up_inputs_raise_nothing_and_their_pages_do_nothing(fuzzing: Fuzzing) -> None:
    failures, pages = fuzzing.run(0, INPUTS)
    assert [f"{failure.what}: {failure.text!r}\n{failure.trace}" for failure in failures] == []
    assert pages > INPUTS // len(TARGETS)


def test_inputs_are_the_same_every_time(fuzzing: Fuzzing) -> None:
    again = Fuzzing(SEED)
    assert [fuzzing.made(number) for number in range(400)] == [again.made(number) for number in range(400)]
    assert fuzzing.made(0) != Fuzzing(SEED + 1).made(0)


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>글<script>x</script>", "<script>"),
        ("<svg><script href=x /></svg>", "<script>"),
        ("<p title=a onclick=b>", "<p onclick>"),
        ("<a href=' java\tscript:x'>", "<a href=' java\\tscript:x'>"),
        ("<svg><a xlink:href='JavaScript:x'>", "<a href='JavaScript:x'>"),
        ("<img src='data:image/png,x'>", "<img src='data:image/png,x'>"),
        ("<base href=/>", "<base>"),
        ("<meta http-equiv=Refresh content=0>", "<meta refresh>"),
        ("<p style=x>", "<p style>"),
        ("<template><b onclick=x></b></template>", "<b onclick>"),
        ("<script type=application/ld+json>{</script>", "<script>"),
        ("<script type='application/ld+json '>{}</script>", "<script>"),
    ],
)
def test_what_acts_is_noticed(markup: str, found: str) -> None:
    assert list(broken(markup)) == [found]


def test_the_themes_own_script_may_stand() -> None:
    assert list(broken("<script src=a.js></script><a href=b>javascript:</a>", frozenset(("a.js",)))) == []
    assert list(broken("<script src=a.js>x</script>", frozenset(("a.js",)))) == ["<script>"]


def test_data_of_a_page_may_stand() -> None:
    assert list(broken('<script type=application/ld+json>{"a": "&lt;script>"}</script>')) == []


def test_a_hole_in_the_engine_is_noticed(fuzzing: Fuzzing, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Pair(0, "[가](javascript:alert)", "[b](javascript:alert)")
    fuzzing._press.print([page])
    monkeypatch.setattr(inline_nodes, "allowed", bool)
    with pytest.raises(LawBrokenError, match="<a href='javascript:alert'>"):
        fuzzing._press.print([page])


def test_a_failing_input_is_made_small() -> None:
    assert smallest("가" * 40 + "x" + "나" * 40 + "y" + "다" * 10, lambda text: "x" in text and "y" in text) == "xy"
