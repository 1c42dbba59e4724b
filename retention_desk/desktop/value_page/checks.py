"""How earlier forecasts of spend turned out, in words: rows, a sentence, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from retention_desk.foundation.results import Analysis, LifetimeValue, ValueCheck
from retention_desk.foundation.wording import Money, Phrase, phrase, phrase_n

FEW_CHECKS = 3
TIE_SHARE = 0.005


def corrected_checks(value: LifetimeValue) -> tuple[ValueCheck, ...]:
    """Return the checks as forecasts made like today's: with the season where it now corrects the spend."""
    if "season_ratio" not in value.parameters:
        return value.checks
    return tuple(_with_season(check) for check in value.checks)


def _with_season(check: ValueCheck) -> ValueCheck:
    ratio = check.season_ratio
    if ratio is None:
        return check
    tenths = None
    if check.tenths is not None:
        tenths = check.tenths.copy()
        tenths[:, [0, 2]] *= ratio
    return replace(
        check,
        predicted=check.predicted * ratio,
        predicted_orders=check.predicted_orders * ratio,
        tenths=tenths,
    )


def off_share(promised: float, actual: float) -> float | None:
    """Return by what share a promise was too high (above 0) or too low; None where nothing came."""
    return promised / actual - 1 if actual > 0 else None


def check_cells(check: ValueCheck, currency: str | None) -> tuple[Phrase, ...]:
    """Return predicted, came, off by, last period repeats, and the share the top fifth held."""
    return (
        phrase("{amount}", amount=Money(check.predicted, currency)),
        phrase("{amount}", amount=Money(check.actual, currency)),
        phrase("**{value}**", value=phrase("{off:change}", off=off_share(check.predicted, check.actual))),
        phrase("{off:change}", off=off_share(check.last_period, check.actual)),
        phrase("{share:share0}", share=check.capture_share),
    )


def checks_sentence(checks: Sequence[ValueCheck]) -> Phrase:
    """Return how far off it typically was (median), against "last period repeats"."""
    own = _typical([off_share(check.predicted, check.actual) for check in checks])
    naive = _typical([off_share(check.last_period, check.actual) for check in checks])
    if own is None or naive is None:
        return phrase("In none of the periods looked back on did customers spend anything")
    said = {"own": own, "naive": naive}
    if abs(own - naive) < TIE_SHARE:
        return phrase("Typically {own:share0} off, just as “last period repeats” ({naive:share0})", **said)
    if own < naive:
        return phrase(
            "Typically {own:share0} off; “last period repeats” would have been {naive:share0} off", **said
        )
    return phrase("Typically {own:share0} off; “last period repeats” was closer, {naive:share0} off", **said)


def _typical(off: Sequence[float | None]) -> float | None:
    known = [abs(share) for share in off if share is not None]
    return median(known) if known else None


def checks_subtitle(value: LifetimeValue) -> Phrase:
    """Return what was forecast, how far ahead, whether with the season, and that few days are few."""
    said = phrase(
        "Would it have been right before? Spend of the next {days:count} days", days=value.horizon_days
    )
    if "season_ratio" in value.parameters:
        said = phrase("{before}, with the season of a year earlier", before=said)
    if len(value.checks) >= FEW_CHECKS:
        return said
    few = phrase_n(
        "{n} day to look back from: too few to rely on",
        "{n} days to look back from: too few to rely on",
        len(value.checks),
    )
    return phrase("{before} · {line}", before=said, line=few)


def missing_checks(analysis: Analysis) -> Phrase:
    """Return why nothing could be looked back on, and what it takes."""
    value = analysis.value
    if value.method == "none":
        return value.note
    if value.method == "simple":
        return phrase(
            "A table of customers shows one day only: looking back takes orders or subscriptions with dates."
        )
    if value.method == "contractual":
        return phrase(
            "The subscriptions do not reach back far enough: looking back takes revenue before and after an "
            "earlier day, {days:count} days each.",
            days=value.horizon_days,
        )
    return phrase(
        "The orders do not reach back far enough: looking back takes {days:count} days of them.",
        days=2 * max(value.horizon_days, 60),
    )
