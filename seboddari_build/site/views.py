"""Page views: everything that one page shows, frozen; the whole API of the theme's templates.

Addresses (``href``) are paths from the root of the site without a leading slash; a template
writes ``{{ root }}{{ link.href }}``. Dates, numbers and units are formatted text in the
language of the page. ``Said`` is text with the language that it is in: ``{{ x | say }}``
escapes it and marks it with ``lang`` where it differs from the page's. Charts, maps and the
patchwork are values too: ``{{ x | draw }}`` draws them. The layout has ``metas``, ``data`` and
``policy`` for the head of the page, and the theme's ``colours``.
"""

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.draw.chart_data import ChartData
from seboddari_build.draw.patchwork import Patchwork
from seboddari_build.draw.place_map import PlaceMap
from seboddari_build.draw.tile_map import TileMap


class LinkTo(Struct, frozen=True):
    """A link within the site or to the web; without ``href`` the label stands alone."""

    label: Said
    href: str = ""
    note: Said = Said()
    kind: str = ""


class IssueNote(Struct, frozen=True):
    """Something that does not fit, as published."""

    id: str
    text: Said


class CorrectionNote(Struct, frozen=True):
    """A corrected reading: printed, read as (may be empty), why."""

    printed: Said
    read: Said
    because: Said


class FigureView(Struct, frozen=True):
    """A key figure. ``value``/``unit`` are the printed layer, ``gloss`` the same in easier units."""

    id: str
    label: Said
    value: str
    unit: str = ""
    gloss: str = ""
    as_of: str = ""
    derived: bool = False
    printed: Said = Said()
    because: Said = Said()
    note: Said = Said()
    source: Said = Said()
    issues: tuple[IssueNote, ...] = ()
    origin: LinkTo | None = None  # the deck it stands in, where it is shown elsewhere


class HeadCell(Struct, frozen=True):
    """A column heading of a dataset, or a heading over several columns (``colspan`` > 1)."""

    label: Said
    unit: str = ""
    numeric: bool = False
    colspan: int = 1
    rowspan: int = 1


class CellView(Struct, frozen=True):
    """A cell of a dataset table; ``items`` holds the parts of a list in a cell."""

    text: Said = Said()
    items: tuple[Said, ...] = ()
    href: str = ""
    header: bool = False
    numeric: bool = False
    rowspan: int = 1
    state: str = ""  # "" | "mismatch" | "recomputed" | "blank"
    note: str = ""


class TotalRow(Struct, frozen=True):
    """A total below a dataset, with a cell for every column: as printed, or ``recomputed`` by us."""

    label: Said
    cells: tuple[CellView, ...]
    recomputed: bool = False
    mismatch: bool = False


class TableView(Struct, frozen=True):
    """A dataset as a table."""

    caption: Said
    heads: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[CellView, ...], ...]
    totals: tuple[TotalRow, ...] = ()


class DatasetCard(Struct, frozen=True):
    """A dataset wherever it is shown: on its own page and inside bodies; ``rows_text`` counts its rows."""

    id: str
    title: Said
    href: str
    csv: str
    rows_text: str
    table: TableView
    as_of: str = ""
    note: Said = Said()
    chart: ChartData | None = None
    map: PlaceMap | None = None
    condition: str = "clean"
    issues: tuple[IssueNote, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()


class MapCard(Struct, frozen=True):
    """A dataset drawn on the map of districts, as the list of districts shows it."""

    title: Said
    href: str
    map: PlaceMap
    as_of: str = ""


class PersonLine(Struct, frozen=True):
    """A person in a public role; ``name`` is empty where only the role may be shown."""

    name: Said
    role: Said = Said()
    organisation: LinkTo | None = None
    href: str = ""


class WebLinkView(Struct, frozen=True):
    """A link to material elsewhere; ``url`` empty: the source has lost it."""

    kind: str
    label: Said
    url: str = ""


class MeasureView(Struct, frozen=True):
    """One number in a comparison cell; it always carries unit and period."""

    value: str
    unit: str = ""
    gloss: str = ""
    of: Said = Said()
    period: Said = Said()
    derived: bool = False
    note: Said = Said()


class ResultView(Struct, frozen=True):
    """What a case says of one service."""

    service: Said
    service_id: str
    measures: tuple[MeasureView, ...] = ()
    text: Said = Said()


class TalkCard(Struct, frozen=True):
    """A page in a list. ``kind`` is ``presentation``, ``case``, ``session``, ``minutes`` or ``page``."""

    title: Said
    href: str
    kind: str
    when: tuple[Said, ...] = ()  # and where
    colour: str = ""
    lead: Said = Said()
    organisations: tuple[Said, ...] = ()
    district: Said = Said()
    figure: FigureView | None = None
    condition: str = "clean"


class SlotView(Struct, frozen=True):
    """A slot of the programme. ``colour`` is a palette name; ``kind`` has its word in ui.yaml.

    ``begins`` and ``ends`` are its moments in ISO 8601 with their offset, "" where the day is not known.
    """

    id: str
    kind: str
    title: Said
    href: str
    channel: Said
    channel_id: str
    time: str
    start: str
    end: str
    minutes: int
    performer: Said = Said()
    inferred: str = ""
    because: Said = Said()
    colour: str = ""
    talks: int = 0
    date: str = ""
    begins: str = ""
    ends: str = ""


class GridCell(Struct, frozen=True):
    """A body cell of the timetable: a slot over ``rowspan`` rows and ``colspan`` channels, or blank."""

    slot: SlotView | None
    rowspan: int = 1
    colspan: int = 1


class GridRow(Struct, frozen=True):
    """A row of the timetable: from ``start`` to ``end`` (HH:MM); covered cells are left out."""

    start: str
    end: str
    cells: tuple[GridCell, ...]


class DayView(Struct, frozen=True):
    """One day: the grid, and the same slots in reading order (time, then channel)."""

    id: str
    title: Said
    date: str
    iso: str
    channels: tuple[Said, ...]
    rows: tuple[GridRow, ...]
    slots: tuple[SlotView, ...]


class PictureView(Struct, frozen=True):
    """A picture: ``src`` is the largest size, ``srcset`` (address, width) names all where there are several.

    ``src`` is "" where the picture is lost; ``width`` and ``height`` are those of ``src``. ``sources``: all
    sizes (address, width) in each format that is smaller (``image/avif``), best first.
    """

    src: str = ""
    width: int = 0
    height: int = 0
    srcset: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()


class SlideView(Struct, frozen=True):
    """What stands on a slide: its title, its lines."""

    title: Said = Said()
    text: tuple[Said, ...] = ()


class FilmView(Struct, frozen=True):
    """A film that can be played within a page: the ``host`` that it comes from, the address of its player."""

    host: str
    src: str


class MediaView(Struct, frozen=True):
    """A picture, a pair, a gallery, a deck or a film; ``alt`` speaks of all ``pictures``, ``url`` is opened by a click.

    Where it is lost, ``condition`` is "lost" and there is neither picture nor address. ``slides``: of a deck, the words
    of each picture; their anchors are ``s1``, ``s2``…, and ``mark`` stands behind them but in the first deck of a page.
    """

    kind: str
    alt: Said = Said()
    caption: Said = Said()
    credit: Said = Said()
    condition: str = "clean"
    url: str = ""
    pictures: tuple[PictureView, ...] = ()
    slides: tuple[SlideView, ...] = ()
    mark: str = ""
    film: FilmView | None = None


class SectionView(Struct, frozen=True):
    """A section of a body: ``digest`` and ``index`` name its prose, ``lang`` the language it is in."""

    id: str
    lang: Language
    title: Said
    digest: str
    index: int
    trailing: tuple[int, ...] = ()  # lines of the pointing blocks that only the Korean text has
    twin: tuple[str, int] = ("", 0)  # where those stand: digest and index of the Korean section


class TermView(Struct, frozen=True):
    """A term of the glossary where it is mentioned: as written there, and what it means."""

    words: str
    id: str
    href: str
    definition: Said = Said()
    twin: Said = Said()


class Bound(Struct, frozen=True):
    """What the blocks and links of a body refer to, resolved for this page; what may not be shown is missing."""

    links: tuple[tuple[str, str], ...] = ()
    figures: tuple[FigureView, ...] = ()
    datasets: tuple[tuple[str, DatasetCard], ...] = ()
    organisations: tuple[tuple[str, LinkTo], ...] = ()
    people: tuple[tuple[str, PersonLine], ...] = ()
    results: tuple[ResultView, ...] = ()
    weblinks: tuple[WebLinkView, ...] = ()
    pictures: tuple[tuple[str, PictureView], ...] = ()
    media: tuple[tuple[str, MediaView], ...] = ()
    terms: tuple[TermView, ...] = ()  # those that the text may hold


class BodyView(Struct, frozen=True):
    """A body ready to be rendered: sections in order and what they refer to."""

    sections: tuple[SectionView, ...] = ()
    bound: Bound = Bound()


class Mention(Struct, frozen=True):
    """A place that mentions an organisation, person, district or dataset."""

    title: Said
    href: str
    kind: str
    where: Said = Said()


class AttendanceView(Struct, frozen=True):
    """Attendance of one group: each entry is (body, times); names are withheld."""

    group: Said
    present: tuple[tuple[Said, int], ...]
    absent: tuple[tuple[Said, int], ...]


class PaperLink(Struct, frozen=True):
    """A file for paper: ``kind`` is print, imposed, timetable-a4 or timetable-a3; ``size`` in MB."""

    kind: str
    lang: Language
    href: str
    size: str


class BookletLink(Struct, frozen=True):
    """A book to take along: ``id`` is ko, en or bilingual, ``size`` in MB as text, an e-book has no ``pages``."""

    id: str
    href: str
    pages: int
    size: str
    format: str = "pdf"  # or "epub"


class BookletPage(Struct, frozen=True):
    """Where a page begins in the booklet of its language; ``label`` is what is printed there."""

    href: str
    label: str


class ShareCard(Struct, frozen=True):
    """The picture that stands for a page where somebody shares its address."""

    href: str
    width: int
    height: int
    alt: Said


class Page(Struct, frozen=True, kw_only=True):
    """What every page has. ``kind`` names the template; ``path`` ends with ``/`` (or is a file)."""

    kind: str
    path: str
    lang: Language
    title: Said
    lead: Said = Said()
    switch: str = ""  # the same page in the other language
    crumbs: tuple[LinkTo, ...] = ()
    fallback: bool = False
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()  # (hreflang, absolute address)
    section: str = ""  # which entry of the navigation is current
    sources: tuple[Said, ...] = ()
    condition: str = "clean"
    note: Said = Said()
    issues: tuple[IssueNote, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    body: BodyView = BodyView()
    related: tuple[LinkTo, ...] = ()
    booklet: BookletPage | None = None
    card: ShareCard | None = None


class ShelfView(Struct, frozen=True):
    """A plain page of the main menu with the pages that belong to it."""

    title: Said
    href: str
    cards: tuple[TalkCard, ...]


class HomePage(Page, frozen=True, kw_only=True):
    """The front page in one language."""

    name: Said
    slogan: Said
    dates: str
    patchwork: Patchwork | None
    days: tuple[DayView, ...]
    sessions: tuple[TalkCard, ...]
    talks: tuple[TalkCard, ...]
    figures: tuple[FigureView, ...]
    counts: tuple[tuple[str, int, str], ...]  # (key of ui.yaml, number, href)
    shelves: tuple[ShelfView, ...] = ()
    records: tuple[LinkTo, ...] = ()  # kind: site, video, volume or series


class ProgrammePage(Page, frozen=True, kw_only=True):
    """The timetable of all days; ``calendars``: files for calendar programs, all days first, then each channel."""

    days: tuple[DayView, ...]
    calendars: tuple[LinkTo, ...] = ()


class PartView(Struct, frozen=True):
    """A part of a session."""

    id: str
    title: Said
    cards: tuple[TalkCard, ...]
    comparison: str = ""  # address of the comparison, for a part made of cases


class SessionPage(Page, frozen=True, kw_only=True):
    """A session with its parts."""

    slot: SlotView | None
    date: str
    colour: str
    material: str
    parts: tuple[PartView, ...]
    parallel: tuple[SlotView, ...]
    previous: LinkTo | None = None
    next: LinkTo | None = None
    calendar: str = ""  # address of its file for calendar programs


class SessionsPage(Page, frozen=True, kw_only=True):
    """All sessions that have a page."""

    sessions: tuple[TalkCard, ...]


class TalkPage(Page, frozen=True, kw_only=True):
    """A presentation, or a case (``group`` and ``results`` set).

    ``iso``: when it was given, as exact as it is known; ``cite_files``: (bib, ris or json, address).
    """

    colour: str
    programme: Said
    presenters: tuple[PersonLine, ...]
    organisations: tuple[LinkTo, ...]
    district: LinkTo | None
    date: Said
    links: tuple[WebLinkView, ...]
    figures: tuple[FigureView, ...]
    figures_on_top: bool
    disclaimer: Said
    session: LinkTo | None
    slot: SlotView | None
    group: LinkTo | None = None
    period: Said = Said()
    delivery_model: Said = Said()
    results: tuple[ResultView, ...] = ()
    previous: LinkTo | None = None
    next: LinkTo | None = None
    cite: Said = Said()
    minutes_to_read: int = 1
    iso: str = ""
    cite_files: tuple[tuple[str, str], ...] = ()
    tags: tuple[Said, ...] = ()


class ComparisonCell(Struct, frozen=True):
    """What one case says in one row: a result, or sections of its body."""

    result: ResultView | None = None
    body: BodyView | None = None
    text: Said = Said()
    period: Said = Said()
    source: Said = Said()


class ComparisonRow(Struct, frozen=True):
    """One comparable fact over all cases of a group."""

    id: str
    label: Said
    cells: tuple[ComparisonCell, ...]


class ComparisonGroup(Struct, frozen=True):
    """The cases of one group side by side."""

    id: str
    title: Said
    colour: str
    cases: tuple[TalkCard, ...]
    rows: tuple[ComparisonRow, ...]


class ComparisonPage(Page, frozen=True, kw_only=True):
    """All groups of cases."""

    groups: tuple[ComparisonGroup, ...]


class DatasetPage(Page, frozen=True, kw_only=True):
    """A dataset: chart, table, download, where it is used."""

    dataset: DatasetCard
    mentions: tuple[Mention, ...]


class DatasetsPage(Page, frozen=True, kw_only=True):
    """All datasets."""

    datasets: tuple[LinkTo, ...]


class Entry(Struct, frozen=True):
    """An entry of a directory; ``href`` is empty where the entry has no page of its own."""

    id: str
    label: Said
    href: str = ""
    type: str = ""
    district: Said = Said()
    other_names: tuple[Said, ...] = ()
    mentions: tuple[Mention, ...] = ()
    definition: Said = Said()
    twin: Said = Said()  # the name in the other language
    note: Said = Said()


class IndexGroup(Struct, frozen=True):
    """Entries under one initial (ㄱ, A, 0-9); ``id`` is the anchor."""

    id: str
    label: str
    entries: tuple[Entry, ...]


class DirectoryPage(Page, frozen=True, kw_only=True):
    """Organisations, people, or the glossary, by initial. ``kind`` tells which."""

    groups: tuple[IndexGroup, ...]
    total: int


class DistrictsPage(Page, frozen=True, kw_only=True):
    """The districts as a tile map and a list."""

    tilemap: TileMap | None
    districts: tuple[Entry, ...]
    maps: tuple[MapCard, ...] = ()


class EntryPage(Page, frozen=True, kw_only=True):
    """One organisation, person or district with every mention. ``kind`` tells which."""

    entry: Entry
    facts: tuple[tuple[str, LinkTo], ...]  # (key of ui.yaml, value)
    talks: tuple[TalkCard, ...] = ()
    people: tuple[PersonLine, ...] = ()
    organisations: tuple[LinkTo, ...] = ()


class MinutesPage(Page, frozen=True, kw_only=True):
    """The minutes of a meeting."""

    date: str
    iso: str
    time: str
    place: Said
    recorder: Said
    attendance: tuple[AttendanceView, ...]
    next: Said


class MinutesIndexPage(Page, frozen=True, kw_only=True):
    """All minutes."""

    minutes: tuple[TalkCard, ...]


class MovedPage(Page, frozen=True, kw_only=True):
    """What stands at the former address of a page, and leads on ``to`` it."""

    to: LinkTo


class Choice(Struct, frozen=True):
    """A filter of the search: its ``name`` in the address, and what can be chosen; a kind has its word in ui.yaml."""

    name: str
    options: tuple[tuple[str, Said], ...]


class KindView(Struct, frozen=True):
    """Everything of one kind by title, or ``all`` of it elsewhere where it is too much for a list."""

    kind: str
    links: tuple[LinkTo, ...]
    total: int
    all: LinkTo | None = None


class SearchPage(Page, frozen=True, kw_only=True):
    """The search, with a list of everything for those whose browser cannot search."""

    choices: tuple[Choice, ...]
    kinds: tuple[KindView, ...]


class PlainPage(Page, frozen=True, kw_only=True):
    """A page of text (``page``), or the page that was not found (``404``); ``cards``: what belongs to it."""

    colour: str = ""
    cards: tuple[TalkCard, ...] = ()
    previous: LinkTo | None = None
    next: LinkTo | None = None


class EventFacts(Struct, frozen=True):
    """The event as machines want it: its id, dates in ISO 8601 as exact as they are known, zone, own web site.

    ``issued`` is the date of the edition. ``stamp`` is a moment for formats that cannot do without: that of
    the edition, or else of the event's last day. All but the id may be "".
    """

    id: str
    begins: str = ""
    ends: str = ""
    issued: str = ""
    stamp: str = ""
    edition: int = 0
    zone: str = ""
    url: str = ""


class Chrome(Struct, frozen=True):
    """What all pages of one language share: names, navigation, footer, assets.

    ``feed`` is the address of the news, ``touch_icon`` that of the mark as a picture, ``font`` that of the web font;
    each may be "".
    """

    lang: Language
    name: Said
    slogan: Said
    dates: str
    nav: tuple[LinkTo, ...]  # kind = the ``section`` of the pages it leads to
    footer: tuple[LinkTo, ...]
    notice: Said
    publisher: Said
    email: str
    edition: str
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    booklets: tuple[BookletLink, ...] = ()
    papers: tuple[PaperLink, ...] = ()
    event: EventFacts = EventFacts("")
    feed: str = ""
    touch_icon: str = ""
    font: str = ""
