"""A book typeset in a process to be measured: ``python -P typeset.py PROGRAM`` in its folder leaves ``book.pdf`` there.

It prints the processor seconds of its child, which for ours are Typst and the packing.
"""

import importlib
import resource
import sys
from pathlib import Path


def ours() -> None:
    """The Korean edition of the project here: content read and checked, fonts cut, code written, typeset."""
    from seboddari_build.build import Options, print_booklet

    data, problems = print_booklet(Options(Path.cwd(), Path.cwd() / "output"), "ko")
    if data is None:
        raise SystemExit(repr(problems))
    Path("book.pdf").write_bytes(data)


def theirs() -> None:
    """``book.html`` by WeasyPrint."""
    html = importlib.import_module("weasyprint").HTML  # only there where `make bench` has been run
    html("book.html").write_pdf("book.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    {"ours": ours, "theirs": theirs}[sys.argv[1]]()
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(child.ru_utime + child.ru_stime)
