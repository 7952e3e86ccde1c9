"""What made-up inputs begin with: the event's content, planted mistakes, cases of Markdown, and words that hurt."""

import re
from dataclasses import dataclass
from functools import cache

from tests.project import ROOT, SMALL, parse_files

_FILE = re.compile(r"^=== \S+(?: \S+)?\n(.*?)(?=^=== |^>>> |\Z)", re.MULTILINE | re.DOTALL)

#: Pieces that mean something to one of the readers, or to a browser.
WORDS = (
    "---", "...", "<<: *a", "&a", "*a", "!!python/object:os.system", "!!binary", "%YAML 1.1", "|", ">-", "? ", "- ", ": ", " #", "{", "}",
    "[", "]", "'", '"', "\\", "\t", "\r", "\x0b", "\x85", "\u2028", "\ufeff", "\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\u200b", "\u200d",
    "\ufffd", "\ue000", "\U0010ffff", "😀", "가", "ㄱ", "\u1112\u1161\u11ab", "e\u0301", "11:00", "2020-02-30", "0x1F", "1e309", "-0", "9" * 60,
    ".inf", "no", "~", "null", '"\\ud800"', '"\\x00"', '"\\U00110000"',
    "**", "*", "__", "_", "`", "```", "~~~", "\n\n", "\n", "    ", "  \n", "\\\n", "# ", "## ", "## 제목 {#one}", "###### ", "> ", "> > > ", "1. ", "999999999. ",
    "| a | b |\n|---|--:|\n| 1 | 2 |", "|", "^^", ">>", "[a](b)", "[a]: b", "[a][b]", "![", "](", "<https://a>", "<a@b.c>", "&amp;", "&lt;script&gt;", "&#0;", "&#xD800;",
    "&#106;avascript:", "&Tab;", "&NewLine;", "&colon;", "&quot;", "&#x202e;", "===", "***",
    ":::", ":::{note}", ":::{", "::::", ":::note", ":caption: ", ":by: ", ":source: ", ":head: ", ":head", "{#", "{#a}", "{#__proto__}", "{{ 7*7 }}", "{% raw %}", "{{", "}}",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "//evil.example", "\\\\evil.example", "https://example.org/", "mailto:a@example.org", "../../content/media/picture.png", "%6aavascript:", "javascript&colon;alert(1)",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "</main>", "</p>", "</title>", "<style>", "<a href=javascript:alert(1)>",
    '" onmouseover="alert(1)', "' onclick='alert(1)", "<iframe srcdoc=x>", "<math><mtext>", "<template>", "<plaintext>", "<base href=//a>", "`onload=`",
    "010-0000-1234", "+82 10 0000 1234", "０１０－００００－１２３４", "900101-1234567", "hong@example.org", "hong(at)example.org", "홍길동님", "홍 길동 님", "02-000-0000", "070-0000-0000",
)  # fmt: skip


@dataclass(frozen=True)
class Seeds:
    """Texts to begin with: bodies in Markdown, YAML, and those with blocks in them."""

    markdown: tuple[str, ...]
    yaml: tuple[str, ...]
    blocks: tuple[str, ...]


@cache
def seeds() -> Seeds:
    """All texts of the repository that inputs are made of, in order."""
    markdown: list[str] = []
    yaml: list[str] = []
    content = ROOT / "content"
    for path in sorted(p for p in content.rglob("*") if p.suffix in (".md", ".yaml")):
        _sort(path.read_text("utf-8"), markdown, yaml)
    for path in sorted((ROOT / "tests/problems").glob("*.case")):
        for text in _FILE.findall(path.read_text("utf-8")):
            _sort(text, markdown, yaml)
    for path in sorted((ROOT / "tests/load/cases").iterdir()):
        markdown += path.read_text("utf-8").split("\n.\n")
    for text in parse_files(SMALL).values():
        _sort(text, markdown, yaml)
    return Seeds(tuple(markdown), tuple(yaml), tuple(text for text in markdown if ":::" in text))


def _sort(text: str, markdown: list[str], yaml: list[str]) -> None:
    """Put front matter and body where they belong."""
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    if fence:
        yaml.append(head + "\n")
        markdown.append(body)
    elif re.match(r"(- )?[\w.\"']+:", text):
        yaml.append(text)
    else:
        markdown.append(text)
