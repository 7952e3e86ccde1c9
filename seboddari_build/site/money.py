"""Sums of won in the units that a Korean or an English reader counts in."""

from decimal import ROUND_HALF_UP, Decimal

from seboddari_build.model.value import Amount, Number

_MYRIADS = (("조", 10**12), ("억", 10**8), ("만", 10**4))
_SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_MYRIAD_UNITS = (1, 10**4, 10**8, 10**12)


def easier(value: Amount, money: Number) -> str:
    """A sum in myriads, ``8,084만 원`` or ``2조 8,479억 원``; "" where the printed form reads as easily.

    ``money`` is how many won the unit is. Above a million won the two largest groups are given,
    rounded half up, with no group below 만.
    """
    low, high = _won(value.low, money), _won(value.high, money)
    largest = max(abs(low), abs(high))
    unit = Decimal(money)
    short = unit in _MYRIAD_UNITS and largest < unit * 10_000
    if short or largest < 10_000 or (unit == 1 and largest < 1_000_000):
        return ""
    return _korean(low) if value.single() else f"{_korean(low)}~{_korean(high)}"


def won_in_english(value: Amount, money: Number) -> tuple[str, str]:
    """A sum as (``KRW 80.8 million``, ``KRW 80,841,000``); the second is "" where the first is exact."""
    low, high = _won(value.low, money), _won(value.high, money)
    if value.single():
        said, exact = _english(low)
        return f"KRW {said}", "" if exact else f"KRW {_grouped(low)}"
    (first, first_exact), (second, second_exact) = _english(low), _english(high)
    (figures, _, scale), (_, _, second_scale) = first.partition(" "), second.partition(" ")
    said = f"KRW {figures}–{second}" if scale == second_scale else f"KRW {first} to {second}"
    return said, "" if first_exact and second_exact else f"KRW {_grouped(low)}–{_grouped(high)}"


def _won(number: Number, money: Number) -> Decimal:
    return Decimal(number) * Decimal(money)


def _grouped(value: Decimal) -> str:
    return f"{value.normalize():,f}".replace("-", "−")


def _korean(won: Decimal) -> str:
    if abs(won) < 1_000_000:
        return f"{_grouped(won)}원"
    sign, rest = ("−" if won < 0 else ""), abs(won)
    top = next(i for i, (_, size) in enumerate(_MYRIADS) if rest >= size)
    finest = _MYRIADS[min(top + 1, len(_MYRIADS) - 1)][1]
    left = int((rest / finest).quantize(Decimal(1), ROUND_HALF_UP)) * finest
    words = []
    for name, size in _MYRIADS:
        group, left = divmod(left, size)
        if group:
            words.append(f"{group:,}{name}")
    return f"{sign}{' '.join(words)} 원"


def _english(won: Decimal) -> tuple[str, bool]:
    """Three significant digits above a million, and whether that is exact."""
    size = abs(won)
    if size < 1_000_000:
        return _grouped(won), True
    for name, scale in _SCALES:
        scaled = size / scale
        places = Decimal(1).scaleb(scaled.adjusted() - 2)
        rounded = scaled.quantize(max(min(places, Decimal(1)), Decimal("0.01")), ROUND_HALF_UP)
        if rounded >= 1:
            sign = "−" if won < 0 else ""
            return f"{sign}{_grouped(rounded)} {name}", rounded == scaled
    raise AssertionError(won)
