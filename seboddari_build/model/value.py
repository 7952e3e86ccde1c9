"""The small typed values that fields hold: dates, times, numbers, references."""

from typing import NewType

from msgspec import Struct

from seboddari_build.base.span import NOWHERE, Span

#: Lower-case latin letters, digits and hyphens: a part of an address that never moves.
Id = NewType("Id", str)
#: An exact decimal number as text without grouping ("8791", "6.1"): never a float.
Number = NewType("Number", str)
#: A web address with scheme http, https or mailto.
Url = NewType("Url", str)
#: An e-mail address.
Email = NewType("Email", str)


class Day(Struct, frozen=True, array_like=True, order=True):
    """A date as exact as it is known; ``month`` and ``day`` are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """ISO 8601 with reduced precision: ``2020``, ``2020-08``, ``2020-08-10``."""
        if not self.month:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


class Period(Struct, frozen=True, array_like=True):
    """A date or a range of dates; ``end`` is None while it goes on (``2014 ~``)."""

    start: Day
    end: Day | None

    def single(self) -> bool:
        """Whether this is one date and not a range."""
        return self.start == self.end


class Hours(Struct, frozen=True, array_like=True, order=True):
    """A span of time within a day, in minutes after midnight; ``end`` may pass 24:00."""

    start: int
    end: int

    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start

    def clock(self) -> tuple[str, str]:
        """Start and end as ``HH:MM``."""
        return (f"{self.start // 60:02}:{self.start % 60:02}", f"{self.end // 60:02}:{self.end % 60:02}")


class Amount(Struct, frozen=True, array_like=True):
    """A number, or a range of numbers where ``high`` differs from ``low``."""

    low: Number
    high: Number

    def single(self) -> bool:
        """Whether this is one number."""
        return self.low == self.high


class Ref(Struct, frozen=True, array_like=True):
    """A reference as written: an id, a name or an alias."""

    name: str
    span: Span = NOWHERE


class Source(Struct, frozen=True, array_like=True):
    """Where something stands in a source document, as a range of lines from 1."""

    document: Ref
    first: int = 0
    last: int = 0
