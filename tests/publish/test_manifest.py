"""The manifest of a site: what it says, and what is said of one that somebody else wrote."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.publish import described
from seboddari_build.publish.manifest import Manifest, PageEntry, decoded, encoded
from seboddari_build.site.views import Page
from tests.project import Project

PATH = "published/manifest.json"


def broken(data: bytes) -> tuple[int, int, str, str]:
    """Line, column and the reason in both languages."""
    manifest, (problem,) = decoded(data, PATH)
    assert manifest is None
    assert (problem.code, problem.span.path) == ("manifest-broken", PATH)
    return (
        problem.span.line,
        problem.span.column,
        problem.message.ko.partition(": ")[2],
        problem.message.en.partition(": ")[2],
    )


def test_a_built_site_says_what_it_holds(project: Project) -> None:
    project.small().build().ok()
    data = (project.output / "manifest.json").read_bytes()
    assert data.startswith(b'{"generator":"seboddari","version":"')
    value = json.loads(data)
    assert value["event"] == "small"
    assert sorted(value["files"]) == sorted(project.files().keys() - {"manifest.json"})
    pages = {page["path"]: page for page in value["pages"]}
    made = {f"{path}index.html" for path in pages}
    assert made == {path for path in project.files() if path.startswith(("ko/", "en/")) and path.endswith(".html")}
    page = pages["en/sessions/care/meals/"]
    assert (page["kind"], page["id"], page["lang"]) == ("presentation", "sessions/care/meals", "en")
    assert page["title"] == "Warm meals"
    assert set(page["parts"]) == {"around", "figures", "sources", "text"}
    assert pages["ko/sessions/care/"]["when"] == "2020년 12월 17일 (목) 10:00–12:00 · 채널 1"
    manifest, problems = decoded(data, PATH)
    assert manifest and problems == ()
    assert encoded(manifest) == data


def test_only_books_are_told_of_where_there_is_nothing_else() -> None:
    data = encoded(Manifest(event="small", pages=()))
    assert data == b'{"generator":"seboddari","event":"small","pages":[]}\n'


@pytest.mark.parametrize(
    ("data", "line", "column", "ko", "en"),
    [
        (b"", 1, 1, "JSON이 아니거나 끊겼습니다.", "it is no JSON, or cut off."),
        (b'{\n  "generator": "seb', 2, 20, "JSON이 아니거나 끊겼습니다.", "it is no JSON, or cut off."),
        ('{"가": NaN}'.encode(), 1, 7, "JSON이 아니거나 끊겼습니다.", "it is no JSON, or cut off."),
        (b'{"generator": "seboddari"}\n\xff', 2, 1, "UTF-8 글이 아닙니다.", "it is not UTF-8."),
        (b"[1]", 1, 1, "$ 값의 꼴이 다릅니다.", "the value of $ has another form."),
        (b"{}", 1, 1, "이 프로그램이 만든 것이 아닙니다.", "this program did not make it."),
        (b'{"generator": "x"}', 1, 15, "이 프로그램이 만든 것이 아닙니다.", "this program did not make it."),
        (
            b'{"x": [{"pages": 1}], "generator": "seboddari",\n "pages": [{"path": "a", "parts": {"b": 1}}]}',
            2, 35, ".pages[0].parts[...] 값의 꼴이 다릅니다.", "the value of .pages[0].parts[...] has another form.",
        ),
        (
            b'{"generator": "seboddari", "x": ' + b"[" * 200_000,
            1, 1, "괄호가 너무 깊습니다.", "its brackets are too deep.",
        ),
    ],
)  # fmt: skip
def test_a_broken_manifest_is_told_with_its_place(data: bytes, line: int, column: int, ko: str, en: str) -> None:
    assert broken(data) == (line, column, ko, en)


def test_what_later_versions_say_is_passed_over() -> None:
    manifest, problems = decoded(
        b'\xef\xbb\xbf{"later": [1], "generator": "seboddari", "pages": [{"path": "ko/", "x": 1}]}', PATH
    )
    assert problems == ()
    assert manifest == Manifest(pages=(PageEntry(path="ko/"),))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["path", "pages", "files", "title", "parts", "lines"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(value=_JSON, cut=st.integers(0, 60))
def test_nothing_in_a_manifest_is_a_bug(value: object, cut: int) -> None:
    whole = json.dumps({"generator": "seboddari", "pages": value, "files": value}, ensure_ascii=False).encode()
    for data in (whole, whole[:-cut]):
        manifest, problems = decoded(data, PATH)
        assert (manifest is None) == (len(problems) == 1)
        assert all(problem.span.line == 1 and problem.span.column >= 1 for problem in problems)


def test_only_fields_that_a_view_has_are_told_of() -> None:
    for view, own in described._OWN.items():
        assert set(own) <= set(view.__struct_fields__), view.__name__
    every = {name for view in [Page, *Page.__subclasses__()] for name in view.__struct_fields__}
    assert every >= described._PASSED_OVER | described._APART
