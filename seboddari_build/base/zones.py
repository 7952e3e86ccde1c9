"""Time zones by the names that everyone gives them."""

import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

_HOURS_OF_SEOUL = 9
#: Zones whose clocks are never set forward: known on machines without a list of zones too.
_FIXED: Final = MappingProxyType(
    {
        "Asia/Seoul": datetime.timezone(datetime.timedelta(hours=_HOURS_OF_SEOUL), "KST"),
        "UTC": datetime.timezone(datetime.timedelta(0), "UTC"),
    }
)


def zone_of(name: str) -> datetime.tzinfo | None:
    """The zone called ``name`` (``Asia/Seoul``), or None where this machine knows none of that name."""
    if name in _FIXED:
        return _FIXED[name]
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None
