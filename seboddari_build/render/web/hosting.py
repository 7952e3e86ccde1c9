"""What hosts and devices ask a site for beside its pages: robots, manifest, headers, redirects."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.language import Language
from seboddari_build.render.palette import Palette
from seboddari_build.render.theme import Theme
from seboddari_build.render.web.assets import Assets
from seboddari_build.render.web.head import POLICY, frames
from seboddari_build.site.plan import Site
from seboddari_build.site.share import FILE as CARD
from seboddari_build.site.views import Chrome, MovedPage

#: What pages say themselves, with what counts only in a header.
_POLICY = f"{POLICY}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
#: Data that programs on other sites may read.
_OPEN = ("/schedule.json", "/schedule.xml", "/data/*", "/ko/calendar/*", "/en/calendar/*", "/ko/cite/*", "/en/cite/*")
_ONE_YEAR = 365 * 24 * 3600
#: The pictures of the mark that the manifest names, by how they are called.
_APP_ICONS = ("mark.svg", "icon-", "maskable-")


def hosting(site: Site, theme: Theme, assets: Assets) -> Iterator[Artifact]:
    """All of it for a site with these assets, whose names carry a hash of what they hold."""
    icons = {name: address for name, address in assets.addresses.items() if name.startswith(_APP_ICONS)}
    yield robots(site.context.base_url)
    yield web_manifest(site.chrome, theme.palette, icons)
    yield headers((address for address, _ in assets.files), frames(planned.page for planned in site.pages))
    yield redirects(planned.page for planned in site.moved if isinstance(planned.page, MovedPage))


def robots(base_url: str) -> Artifact:
    """``robots.txt``: everybody may read everything."""
    where = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    return Artifact("robots.txt", f"User-agent: *\nDisallow:\n{where}".encode())


def web_manifest(chromes: Mapping[Language, Chrome], palette: Palette, icons: Mapping[str, str]) -> Artifact:
    """``site.webmanifest``: how a device names and shows the site; ``icons`` by name (mark.svg, icon-192.png)."""
    korean, english = chromes["ko"], chromes["en"]
    light = palette.get("light", {})
    name = korean.name.text
    if english.name.text != name:
        name = f"{name} / {english.name.text}"
    said = {
        "name": name,
        "lang": korean.name.lang,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": light.get("paper", ""),
        "theme_color": light.get("paper", ""),
        "icons": [_icon(name, icons[name]) for name in sorted(icons)],
    }
    filled = {key: value for key, value in said.items() if value}
    return Artifact("site.webmanifest", msgspec.json.format(msgspec.json.encode(filled), indent=2) + b"\n")


def _icon(name: str, address: str) -> dict[str, str]:
    stem, _, ending = name.rpartition(".")
    if ending == "svg":
        return {"src": address, "type": "image/svg+xml", "sizes": "any"}
    side = stem.rpartition("-")[2]
    purpose = "maskable" if stem.startswith("maskable") else "any"
    return {"src": address, "type": "image/png", "sizes": f"{side}x{side}", "purpose": purpose}


def headers(lasting: Iterable[str], films: str = "") -> Artifact:
    """``_headers``: for hosts that send what it says; files at ``lasting`` addresses never change.

    ``films`` is what the policy adds for the films of all pages. Each page allows only its own: browsers keep to both
    policies, and hosts do not agree on which of two rules for one address they send.
    """
    everywhere = (("Content-Security-Policy", _POLICY + films), *_EVERYWHERE)
    rules: list[tuple[str, tuple[tuple[str, str], ...]]] = [("/*", everywhere)]
    rules += [(path, (("Access-Control-Allow-Origin", "*"),)) for path in _OPEN]
    rules += [("/site.webmanifest", (("Content-Type", "application/manifest+json"),))]
    kept = (("Cache-Control", f"public, max-age={_ONE_YEAR}, immutable"),)
    rules += [(f"/{path}", kept) for path in sorted(lasting)]
    return Artifact("_headers", "".join(_rule(path, lines) for path, lines in rules).encode())


def _rule(path: str, lines: Iterable[tuple[str, str]]) -> str:
    return path + "\n" + "".join(f"  {name}: {value}\n" for name, value in lines)


def redirects(moved: Iterable[MovedPage]) -> Artifact:
    """``_redirects``: former addresses, for hosts that lead on by themselves; pages do so on all others."""
    return Artifact(
        "_redirects", "".join(f"/{old} /{new} 301\n" for page in moved for old, new in _ways(page)).encode()
    )


def _ways(page: MovedPage) -> Iterator[tuple[str, str]]:
    """From the former address of a page, and of its card where it has one of its own, to those of now."""
    yield page.path, page.to.href
    if page.card and page.card.href.startswith(page.to.href + CARD):
        yield page.path + CARD, page.to.href + CARD
