"""The accepted definitions of the figures: the settings that choose one, and what each choice means."""

from __future__ import annotations

from typing import Any, Final

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

WINDOWS_DAYS: Final = (30, 60, 90, 180, 365)

CHOICES: Final[dict[str, tuple[tuple[Any, Phrase], ...]]] = {
    "general.active_window_days": tuple(
        (days, phrase("active: an event in the last {days} days", days=days)) for days in WINDOWS_DAYS
    ),
    "general.period": (
        ("month", phrase("over the last complete month")),
        ("quarter", phrase("over the last complete quarter")),
        ("year", phrase("over the last complete year")),
    ),
    "orders.returns": (
        ("net", phrase("returns are taken off when they happen")),
        ("ignore", phrase("returns are ignored")),
    ),
    "orders.duplicates": (
        ("keep", phrase("exact repeats of a line count each")),
        ("drop_exact", phrase("exact repeats of a line inside one sheet count once")),
    ),
    "figures.churn_denominator": (
        ("opening", phrase("divided by the customers at the beginning; with retention it makes 100 %")),
        ("average", phrase("divided by the average of customers at the beginning and at the end")),
        ("all", phrase("divided by all customers ever seen")),
    ),
    "figures.order_value": (
        ("gross", phrase("gross: returns do not lower it")),
        ("net", phrase("net: returns lower it")),
    ),
    "figures.arpu_customers": (
        ("active", phrase("per customer active at the end of the period")),
        ("buyers", phrase("per customer who bought in the period")),
        ("all", phrase("per customer ever seen, bought or not")),
    ),
    "figures.nps_answers": (
        ("latest", phrase("the latest answer of each customer")),
        ("all", phrase("every answer, several of one customer too")),
    ),
}
"""Per setting: each accepted value and what differs with it."""


def accepted(setting: str, settings: AnalysisSettings) -> tuple[tuple[Any, Phrase], ...]:
    """Return the accepted values of a setting with their words, the one that is set among them."""
    found = CHOICES[setting]
    now = settings.value_of(setting)
    if setting == "general.active_window_days" and now not in WINDOWS_DAYS:
        own = (now, phrase("active: an event in the last {days} days", days=now))
        return tuple(sorted((*found, own), key=lambda item: int(item[0])))
    return found
