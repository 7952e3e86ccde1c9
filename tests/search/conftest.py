"""The client as a module in the page, and the set of queries."""

from pathlib import Path
from typing import Any, NamedTuple

from tests.browser.conftest import Browser, browser, chromium

__all__ = ["browser", "chromium"]


class Query(NamedTuple):
    """What somebody looks for, on a page in ``lang``, and the pages that answer it."""

    category: str
    lang: str
    text: str
    answers: tuple[str, ...]


def queries(name: str) -> list[Query]:
    """The queries of a file: tab-separated, ``#`` for comments."""
    rows = (line.split("\t") for line in Path(__file__).with_name(name).read_text("utf-8").split("\n"))
    return [
        Query(row[0], row[1], row[2], tuple(row[3].split("|"))) for row in rows if len(row) == 4 and row[0][0] != "#"
    ]


def script(browser: Browser, code: str, **values: Any) -> Any:
    """The value of a function body run beside the client: it sees ``module``, and ``values`` by their names."""
    return browser.driver.execute_async_script(
        f"""const [values, done] = arguments;
        const {{ {", ".join(values) or "_"} }} = values;
        import(document.querySelector("script[type=module]").src)
          .then(async module => {{ {code} }}).then(done, failure => done("failed: " + failure));""",
        values,
    )
