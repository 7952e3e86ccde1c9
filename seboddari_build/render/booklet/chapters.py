"""Pages that are chapters -> chapters."""

from seboddari_build.base.span import Span
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.comparison import comparison_chapter
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.minutes import minutes_chapter
from seboddari_build.render.booklet.talk import talk_chapter
from seboddari_build.site.views import ComparisonPage, MinutesPage, Page, TalkPage


def chapter_of(page: Page, span: Span, env: Env) -> Chapter | None:
    """The chapter of a presentation, a case, the comparison or minutes; None for any other page."""
    match page:
        case TalkPage():
            return talk_chapter(page, span, env)
        case ComparisonPage():
            return comparison_chapter(page, span, env)
        case MinutesPage():
            return minutes_chapter(page, span, env)
    return None
