"""The range around forecast spend and lifetime value, from how far off earlier forecasts were."""

from __future__ import annotations

import math

from retention_desk.desktop.value_page.checks import FEW_CHECKS
from retention_desk.foundation.results import LifetimeValue, ValueRange
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

MILLION = 1e6
DIGITS = 3


def known_range(value: LifetimeValue) -> ValueRange | None:
    """Return the range where there is spend that it can lie around."""
    found = value.spend_range
    if found is None or not (math.isfinite(found.low) and math.isfinite(found.high) and found.high > 0):
        return None
    return found


def said_range(low: float, high: float, words: Words, currency: str | None) -> str:
    """Return both ends, no more exact than they are: ``£0.98–2.68 M``, ``£92,000–£171,000``, ``¥1.2 亿``."""
    low, high = _rounded(low), _rounded(high)
    if not words.is_chinese and high >= MILLION:
        first = words.money(low / MILLION, currency, 2)
        return f"{first}–{words.number(high / MILLION, 2)} M"
    return f"{words.short_money(low, currency)}–{words.short_money(high, currency)}"


def _rounded(amount: float) -> float:
    if amount <= 0:
        return amount
    return round(amount, DIGITS - 1 - math.floor(math.log10(amount)))


def span_of(found: ValueRange, low: float, high: float, words: Words, currency: str | None) -> Phrase:
    """Return the range and on how many past days it rests, for a card."""
    said = said_range(low, high, words, currency)
    if not found.checks:
        return phrase("{range} · never checked", range=said)
    return phrase_n("{range} · {n} check", "{range} · {n} checks", found.checks, range=said)


def spend_range_note(value: LifetimeValue, found: ValueRange) -> Phrase:
    """Return where the range of the spend comes from."""
    shares = {"low": found.low_ratio, "high": found.high_ratio}
    if not found.checks:
        return phrase(
            "Nine times in ten {low:share0} to {high:share0} of the forecast: what such forecasts usually "
            "miss by. There is too little history to check it on your own past.",
            **shares,
        )
    if found.checks < FEW_CHECKS:
        return phrase_n(
            "Nine times in ten {low:share0} to {high:share0} of the forecast. It rests on {n} earlier day "
            "only and leans on what such forecasts usually miss by.",
            "Nine times in ten {low:share0} to {high:share0} of the forecast. It rests on {n} earlier days "
            "only and leans on what such forecasts usually miss by.",
            found.checks, **shares,
        )  # fmt: skip
    return phrase(
        "Nine times in ten {low:share0} to {high:share0} of the forecast, from how far off it was on "
        "{n:count} earlier days, {days:count} days ahead each.",
        n=found.checks, days=value.horizon_days, **shares,
    )  # fmt: skip


def value_range_note(value: LifetimeValue, found: ValueRange) -> Phrase:
    """Return what the range of the lifetime value assumes."""
    return phrase(
        "This takes {months:count} months to turn out as {days:count} days did before. {line} Further ahead "
        "was not checked and can be further off.",
        months=value.horizon_months, days=value.horizon_days, line=spend_range_note(value, found),
    )  # fmt: skip
