"""Values of figures as phrases: what a formula comes to, and how far two definitions are apart."""

from __future__ import annotations

import re
from typing import Final

from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.wording import MINUS, NOTHING_SAID, Money, Phrase, Words, phrase

_WHOLE_FROM: Final = 100
"""Amounts from here on are said without cents."""


def value_phrase(value: float, unit: str, currency: str | None) -> Phrase:
    """Return a value of a figure as sentences set it: ``60.7 %``, ``£480``, ``£12.40``, ``5.3 hours``."""
    if unit == "share":
        return phrase("{value:share}", value=value)
    if unit == "money":
        return _money(value, currency)
    if unit == "hours":
        return phrase("{value:number} hours", value=value)
    if unit == "days":
        return phrase("{value:number} days", value=value)
    if unit in ("count", "orders") and float(value).is_integer():
        return phrase("{value:count}", value=value)
    return (
        phrase("{value:number2}", value=value) if unit == "ratio" else phrase("{value:number}", value=value)
    )


def _money(value: float, currency: str | None) -> Phrase:
    if abs(value) >= _WHOLE_FROM or value == 0:
        return phrase("{amount}", amount=Money(value, currency))
    sign = Words("en").money(0.0, currency).replace("0", "")
    return phrase(
        "{minus}{sign}{amount:number2}", minus=MINUS if value < 0 else "", sign=sign, amount=abs(value)
    )


def difference_phrase(difference: float, unit: str, currency: str | None) -> Phrase:
    """Return how far a value is from another one, signed; a share's in percentage points."""
    said = value_phrase(abs(difference), unit, currency)
    if not set("123456789") & set(Words("en")(said)):
        return phrase("the same")
    if unit == "share":
        return phrase("{difference:points}", difference=difference)
    return phrase("{sign}{value}", sign="+" if difference > 0 else MINUS, value=said)


def formula_with_value(metric: Metric, currency: str | None, *, strong: bool = False) -> Phrase:
    """Return the formula with the numbers put in and what it comes to; nothing where it is not known.

    What is no sum or quotient stands after the value; a formula that says the value itself is enough.
    `strong` marks the value to be set semibold.
    """
    if metric.value is None:
        return NOTHING_SAID
    value = value_phrase(metric.value, metric.unit, currency)
    formula = Words("en")(metric.formula)
    said = Words("en")(value)
    if (
        metric.key.startswith("indicator.")
        or said in re.split(r"[ ,]+(?!\d)", formula)
        or formula.endswith(f"= {said}")
    ):
        return metric.formula
    shown = phrase("**{value}**", value=value) if strong else value
    if not formula:
        return shown
    if any(sign in formula for sign in "÷×−+Σ"):
        return phrase("{formula} = {value}", formula=metric.formula, value=shown)
    return phrase("{value} · {formula}", formula=metric.formula, value=shown)
