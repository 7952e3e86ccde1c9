"""The same corpus as a Hugo site with a plain theme of the same pages."""

from pathlib import Path

from tests.bench.corpus import SESSION, Corpus, Talk
from tests.bench.ours import body

_CONFIG = """\
baseURL = "https://example.org/"
defaultContentLanguage = "ko"
defaultContentLanguageInSubdir = true
disableKinds = ["RSS", "sitemap", "robotsTXT"]
[taxonomies]
organisation = "organisations"
[languages.ko]
label = "한국어"
title = "마을 이야기 한마당"
contentDir = "content/ko"
weight = 1
[languages.en]
label = "English"
title = "Village Stories"
contentDir = "content/en"
weight = 2
[markup.goldmark.renderHooks.link]
useEmbedded = "fallback"
"""


class Hugo:
    """A Hugo site; ``put`` writes a presentation into it."""

    name = "hugo"

    def __init__(self, root: Path, corpus: Corpus) -> None:
        """The site at ``root``."""
        self.root = root
        self.corpus = corpus

    def write(self) -> None:
        """Write configuration, layouts and content."""
        self._write("hugo.toml", _CONFIG)
        for path, text in LAYOUTS.items():
            self._write(f"layouts/{path}", text)
        for language in ("ko", "en"):
            self._write(f"content/{language}/_index.md", "---\n---\n")
            self._write(
                f"content/{language}/programme.md", _front(language, ("프로그램", "Programme"), "layout: programme")
            )
            self._write(f"content/{language}/sessions/_index.md", _front(language, ("발표", "Sessions")))
            for i, name in enumerate(self.corpus.organisations()):
                self._write(f"content/{language}/organisations/org-{i}/_index.md", _front(language, (name.ko, name.en)))
            for number in self.corpus.sessions:
                self._session(number, language)
        for talk in self.corpus.talks():
            self.put(talk)

    def _session(self, number: int, language: str) -> None:
        title, lead = self.corpus.session_title(number), self.corpus.session_lead(number)
        day, place = divmod(number, 10)
        more = f'day: {day + 1}\nchannel: {place % 2 + 1}\ntime: "{9 + place // 2:02}:00–{10 + place // 2:02}:00"'
        text = lead.ko if language == "ko" else lead.en
        path = f"content/{language}/sessions/s{number:03}/_index.md"
        self._write(path, _front(language, (title.ko, title.en), more) + text + "\n")

    def put(self, talk: Talk) -> None:
        """Write one presentation."""
        for language in ("ko", "en"):
            path = f"content/{language}/sessions/s{talk.session:03}/{talk.slug}.md"
            organisations = ", ".join(f"org-{i}" for i in dict.fromkeys(talk.organisations))
            figures = "".join(
                f'  - {{id: f{i}, label: "{label.ko if language == "ko" else label.en}", value: {value}}}\n'
                for i, (label, value) in enumerate(talk.figures)
            )
            more = f"weight: {talk.index + 1}\nwhen: 2020-12-17\norganisations: [{organisations}]\nfigures:\n{figures}"
            front = _front(language, (talk.title.ko, talk.title.en), more.rstrip())
            self._write(path, front + body(talk, language, _link))

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _front(language: str, title: tuple[str, str], more: str = "") -> str:
    return f'---\ntitle: "{title[language == "en"]}"\n{more}\n---\n'


def _link(index: int, language: str) -> str:
    return f"/sessions/s{index // SESSION:03}/talk-{index:05}.md"


_BASE = """\
<!doctype html>
<html lang="{{ .Language.Lang }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
{{ with .Summary | plainify }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:site_name" content="{{ site.Title }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}<link rel="stylesheet" href="/assets/site.css">
<script src="/assets/site.js" defer></script>
</head>
<body class="k-{{ .Kind }}">
<a class="skip" href="#main">{{ if eq .Language.Lang "ko" }}본문으로{{ else }}To the text{{ end }}</a>
<header class="top">
<a class="brand" href="{{ "/" | relLangURL }}">{{ site.Title }}</a>
{{ range .Translations }}<a class="switch" href="{{ .RelPermalink }}" lang="{{ .Language.Lang }}">{{ .Language.Label }}</a>{{ end }}
<nav class="menu"><ul>
{{ $section := .Section }}{{ range slice "programme" "sessions" "organisations" }}<li><a href="{{ printf "/%s/" . | relLangURL }}"{{ if eq . $section }} aria-current="true"{{ end }}>{{ . }}</a></li>
{{ end }}</ul></nav>
</header>
<main id="main">
<nav class="crumbs"><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ol></nav>
<h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
</main>
<footer class="foot"><p>info@example.org</p><p>{{ site.Title }}</p></footer>
</body>
</html>
"""

_CARD = """\
<article class="card"><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p class="card-lead">{{ .Summary | plainify }}</p>
{{ with .Params.figures }}{{ with index . 0 }}<p class="card-figure"><b>{{ .value | lang.FormatNumber 0 }}</b> {{ .label }}</p>{{ end }}{{ end }}
</article>
"""

_TALK = """\
{{ define "main" }}
<div class="margin"><dl>
<div><dt>{{ if eq .Language.Lang "ko" }}날짜{{ else }}Date{{ end }}</dt><dd>{{ .Params.when }}</dd></div>
<div><dt>{{ if eq .Language.Lang "ko" }}시간{{ else }}Time{{ end }}</dt><dd>{{ .Parent.Params.time }}, {{ .Parent.Params.channel }}</dd></div>
<div><dt>{{ if eq .Language.Lang "ko" }}조직{{ else }}Organisations{{ end }}</dt><dd><ul>
{{ range .GetTerms "organisations" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul></dd></div>
<div><dt>{{ if eq .Language.Lang "ko" }}읽는 시간{{ else }}Reading time{{ end }}</dt><dd>{{ .ReadingTime }}</dd></div>
</dl>
{{ .TableOfContents }}
</div>
<ul class="figures">{{ range .Params.figures }}
<li><p>{{ .label }}</p><p><b>{{ .value | lang.FormatNumber 0 }}</b></p></li>{{ end }}
</ul>
<div class="prose">{{ .Content }}</div>
<p class="cite">{{ range first 2 (.GetTerms "organisations") }}{{ .LinkTitle }}, {{ end }}“{{ .Title }}”. {{ site.Title }}.</p>
<nav class="pager">
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</nav>
{{ end }}
"""

_SECTION = """\
{{ define "main" }}
{{ with .Params.time }}<p>{{ . }}</p>{{ end }}
<div class="prose">{{ .Content }}</div>
{{ range .Sections }}{{ partial "card.html" . }}{{ end }}
{{ range .RegularPages }}{{ partial "card.html" . }}{{ end }}
{{ end }}
"""

_HOME = """\
{{ define "main" }}
<ul class="counts"><li>{{ len site.RegularPages }}</li></ul>
{{ with site.GetPage "/sessions" }}{{ range .Sections }}{{ partial "card.html" . }}{{ end }}{{ end }}
{{ range first 6 (where site.RegularPages "Section" "sessions") }}{{ partial "card.html" . }}{{ end }}
{{ end }}
"""

_PROGRAMME = """\
{{ define "main" }}
{{ with site.GetPage "/sessions" }}{{ range .Sections.GroupByParam "day" }}
<section><h2>{{ .Key }}</h2><ol>{{ range .Pages }}
<li>{{ .Params.time }} {{ .Params.channel }} <a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .RegularPages }}</li>{{ end }}
</ol></section>{{ end }}{{ end }}
{{ end }}
"""

_TERMS = """\
{{ define "main" }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
{{ end }}
"""

#: The templates of the theme, by path.
LAYOUTS = {
    "baseof.html": _BASE,
    "_partials/card.html": _CARD,
    "page.html": _TALK,
    "section.html": _SECTION,
    "term.html": _SECTION,
    "home.html": _HOME,
    "programme.html": _PROGRAMME,
    "taxonomy.html": _TERMS,
    "404.html": '{{ define "main" }}<p>404</p>{{ end }}\n',
}
