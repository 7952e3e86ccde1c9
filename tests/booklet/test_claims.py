"""What the real event's booklets claim: accessible to who reads by tags (PDF/UA-1), kept for good (PDF/A-2a)."""

import io
import re
import subprocess
from collections import Counter
from itertools import pairwise

import pdfua
import pikepdf
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

from seboddari_build.base.language import Language
from seboddari_build.site.views import MinutesPage, TalkPage
from tests.booklet.conftest import Event
from tests.conftest import need
from tests.reading import Booklet


def test_both_standards_are_claimed_and_the_title_is_shown(event: Event, booklet: Booklet, id: str) -> None:
    meta = booklet.root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in meta
    lang: Language = "en" if id == "en" else "ko"
    title = f"{event.site.chrome[lang].name.text}: {event.word('book-volume', lang)}"
    assert f'<rdf:li xml:lang="x-default">{title}</rdf:li>' in meta
    assert str(booklet.pdf.docinfo.Title) == title
    assert booklet.root.ViewerPreferences.DisplayDocTitle is True
    assert booklet.root.MarkInfo.Marked is True
    assert booklet.root.MarkInfo.Suspects is False
    assert booklet.root.OutputIntents[0].DestOutputProfile.read_bytes()


def test_what_is_painted_is_tagged_and_every_tag_leads_back(booklet: Booklet) -> None:
    """Each piece of a page is reached once from the tree, and the parent tree names the tag that holds it."""
    tree = dict(pikepdf.NumberTree(booklet.root.StructTreeRoot.ParentTree))
    parents = {
        number: [parent.objgen for parent in tree[int(page.obj.StructParents)]]
        for number, page in enumerate(booklet.pdf.pages, 1)
        if "/StructParents" in page.obj
    }
    reached = Counter[tuple[int, int]]()
    for element, page, mcid in marked(booklet):
        reached[page, mcid] += 1
        assert parents[page][mcid] == element
    assert set(reached.values()) == {1}
    painted = {(run.page, run.mcid) for runs in booklet.pages for run in runs if run.mcid >= 0}
    assert painted <= reached.keys()
    for page in booklet.pdf.pages:
        assert page.obj.Tabs == "/S"
        for annotation in page.obj.get("/Annots", []):
            holder = tree[int(annotation.StructParent)]
            assert holder.S == "/Link"
            assert str(annotation.Contents).strip()


def marked(booklet: Booklet) -> "list[tuple[tuple[int, int], int, int]]":
    """Every piece of marked content that the tree holds: its element as an object, page and number."""
    found, waiting = [], [(booklet.root.StructTreeRoot, 0)]
    while waiting:
        element, page = waiting.pop()
        own = element.objgen
        page = booklet.index[element.Pg.objgen] if "/Pg" in element else page
        children = element.get("/K", pikepdf.Array())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, int):
                found.append((own, page, child))
                continue
            kind = child.get("/Type")
            if kind == "/MCR":
                found.append((own, booklet.index[child.Pg.objgen] if "/Pg" in child else page, int(child.MCID)))
            elif kind != "/OBJR":
                assert child.P.objgen == own
                waiting.append((child, page))
    return found


def test_every_figure_has_words(booklet: Booklet) -> None:
    figures = list(booklet.document.all("Figure"))
    assert len(figures) > 45
    assert [figure for figure in figures if len(figure.alt) < 10] == []


def test_headings_are_not_empty_and_none_is_skipped(booklet: Booklet) -> None:
    levels = [(int(e.tag[1]), e.text()) for e in booklet.document.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert len(levels) > 300
    assert [level for level, text in levels if not text.strip()] == []
    for (before, _), (level, text) in pairwise(levels):
        assert level <= before + 1, text


def test_ids_are_unique_and_what_cells_name_exists(booklet: Booklet) -> None:
    ids = [element.id for element in booklet.document.all() if element.id]
    assert len(ids) > 800
    assert len(set(ids)) == len(ids)
    tree = pikepdf.NameTree(booklet.root.StructTreeRoot.IDTree)
    assert sorted(tree.keys()) == sorted(ids)
    named = [str(id) for cell in booklet.document.all("TD", "TH") for id in cell.attributes.get("Headers", [])]
    assert set(named) <= set(ids)


def test_columns_and_rows_of_tables_have_headings(booklet: Booklet) -> None:
    tables = list(booklet.document.all("Table"))
    assert len(tables) > 80
    for table in tables:
        rows = list(table.all("TR"))
        heads = [cell for cell in table.all("TH") if cell.attributes["Scope"] == "/Row"]
        assert heads or len(rows[0].kids) == 1, table.text()[:80]
        assert {str(cell.attributes["Scope"]) for cell in table.all("TH")} <= {"/Row", "/Column"}
        within_heads = [cell for head in table.all("THead") for cell in head.all("TD", "TH")]
        assert all(cell.tag == "TH" for cell in within_heads)


def test_a_row_is_named_by_the_cell_it_begins_with(booklets: dict[str, Booklet]) -> None:
    """Cells beside one that takes several rows name it in each of them."""
    several = 0
    for table in booklets["ko"].document.all("Table"):
        left, name = 0, ""
        for part in (p for p in table.kids if p.tag in ("TBody", "TFoot", "TR")):
            for row in [part] if part.tag == "TR" else part.kids:
                if not left:
                    first, *rest = row.kids
                    left = int(first.attributes.get("RowSpan", 1))
                    name = first.id if first.tag == "TH" else ""
                    several += left > 1
                else:
                    rest = row.kids
                left -= 1
                for cell in rest:
                    named = [str(id) for id in cell.attributes.get("Headers", [])]
                    assert not name or not named or name in named
    assert several > 20


def test_fonts_are_ours_embedded_cut_down_and_readable(booklet: Booklet) -> None:
    fonts = {
        o.objgen: o for o in booklet.pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
    }
    names = {str(font.BaseFont) for font in fonts.values()}
    assert {re.sub("^/[A-Z]{6}[+]", "", name) for name in names} == {"NotoSansKR-Regular", "NotoSansKR-Bold"}
    for font in fonts.values():
        if font.Subtype == "/Type0":
            assert font.ToUnicode.read_bytes()
            continue
        data = font.FontDescriptor.FontFile2.read_bytes()
        assert TTFont(io.BytesIO(data))["maxp"].numGlyphs < 2000  # of 23,000


def test_qpdf_finds_nothing_wrong(booklet: Booklet) -> None:
    said = subprocess.run(
        [need("qpdf"), "--check", str(booklet.path)], capture_output=True, encoding="utf-8", check=False
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", ["ko", "en"])
def test_pdfua_has_no_findings(booklets: dict[str, Booklet], name: str) -> None:
    report = pdfua.validate(booklets[name].path)
    assert list(report.findings) == []
    # That headings are not empty: the rule fails inside itself on headings of several pieces, as pikepdf 10 raises
    # another error than it expects. Ours is test_headings_are_not_empty_and_none_is_skipped.
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_qr_codes_lead_to_the_web_pages(
    event: Event, booklets: dict[str, Booklet], lang: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    booklet, folder = booklets[lang], tmp_path_factory.mktemp("qr")
    alts = " ".join(figure.alt for figure in booklet.document.all("Figure"))
    pages = [*event.all(TalkPage, lang), *event.all(MinutesPage, lang)]
    for page in pages[:: 1 if lang == "ko" else 6]:
        at = str(booklet.places[page.path])
        command = [need("pdftoppm"), "-gray", "-r", "130", "-f", at, "-l", at, "-singlefile", str(booklet.path)]
        subprocess.run([*command, str(folder / at)], check=True)
        (found,) = zxingcpp.read_barcodes(Image.open(folder / f"{at}.pgm"))
        assert found.text == page.canonical
        assert page.canonical in alts
