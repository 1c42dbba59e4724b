"""What customers are worth: lifetime value, its range and concentration, and how earlier forecasts fared."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

import numpy as np

from retention_desk.foundation.results import ValueCheck
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.reporting.paper.blocks import FigureText, card_row
from retention_desk.reporting.paper.manuscript import WIDTH
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage, known

_METHODS: Final = {
    "pareto_nbd": phrase("Pareto/NBD for how often they buy, Gamma-Gamma for how much"),
    "bg_nbd": phrase("BG/NBD for how often they buy, Gamma-Gamma for how much"),
    "pooled_rate": phrase("One common rate of buying: too few repeat purchases for a model"),
    "simple": phrase("Revenue per customer and period ÷ churn rate"),
    "contractual": phrase("Shifted-beta-geometric: how long subscribers stay"),
    "none": phrase("None: lifetime value is not known"),
}
_HIGH_SHARE: Final = 0.1


def _write(report: Report) -> None:
    book, words, value = report.book, report.words, report.analysis.value
    book.section(ENTRY.key, words(ENTRY.name), words(_sentence(report)))
    if not len(known(value.lifetime_value)):
        report.note(value.note, tone="warning")
        if report.analysis.metrics.series.get("revenue_net") is not None:
            report.charts(("revenue_history", "revenue_concentration"))
        return
    book.add(card_row(_cards(report), WIDTH, 4, words.language))
    report.charts(("value_distribution", "revenue_concentration"))
    if report.analysis.metrics.series.get("revenue_net") is not None:
        report.chart("revenue_history", 200)
    _method(report)
    if value.checks:
        _checks(report, value.checks)


def _sentence(report: Report) -> Phrase:
    analysis, words = report.analysis, report.words
    worth = known(analysis.value.lifetime_value)
    if not len(worth):
        return analysis.value.note if analysis.value.note.text else phrase("Lifetime value is not known.")
    said = {
        "months": analysis.value.horizon_months,
        "total": words.short_money(float(worth.sum()), report.currency),
        "n": len(worth),
    }
    if not analysis.at_risk.n:
        return phrase(
            "The next {months:count} months are worth {total} with {n:count} customers; without a churn "
            "forecast, what may be lost is not known.",
            **said,
        )
    return phrase(
        "The next {months:count} months are worth {total} with {n:count} customers; {at_risk} of it is at "
        "risk.",
        at_risk=words.short_money(analysis.at_risk.total, report.currency),
        **said,
    )


def _cards(report: Report) -> list[FigureText]:
    words, value, currency = report.words, report.analysis.value, report.currency
    worth = known(value.lifetime_value)
    months = words("over {months:count} months", months=value.horizon_months)
    n = words("n = {n:count}", n=len(worth))
    top = np.sort(worth)[::-1][: int(np.ceil(_HIGH_SHARE * len(worth)))]
    held = float(top.sum() / worth.sum()) if worth.sum() > 0 else float("nan")
    spend = known(value.expected_spend)
    days = words("over {days:count} days", days=value.horizon_days)
    notes = [days]
    if value.spend_range is not None:
        low, high = value.spend_range.low, value.spend_range.high
        notes.append(words("{low} to {high}", low=report.money(low), high=report.money(high)))
    cards = [
        FigureText(
            words("Lifetime value"), words.short_money(float(worth.sum()), currency), notes=(months, n)
        ),
        FigureText(words("Median of a customer"), report.money(float(np.median(worth))), notes=(months, n)),
    ]
    if np.isfinite(held):
        share = words.number(held * 100)
        cards.append(
            FigureText(words("Held by the top tenth"), share, "%", notes=(words("of the lifetime value"),))
        )
    if len(spend):
        total = words.short_money(float(spend.sum()), currency)
        cards.append(FigureText(words("Expected spend"), total, notes=tuple(notes)))
    return cards


def _method(report: Report) -> None:
    words, value = report.words, report.analysis.value
    report.book.heading("value_method", words("How it was made, and what to keep in mind"))
    said = [_METHODS.get(value.method, Phrase(value.method)), value.note, *value.caveats]
    texts = [words(item) for item in said if item.text]
    report.book.bullets(texts)


def _checks(report: Report, checks: Sequence[ValueCheck]) -> None:
    words, value = report.words, report.analysis.value
    report.book.heading(
        "value_checks", words("Would it have been right before?"), words(_checks_sentence(checks))
    )
    columns = (
        Column(words("Seen from"), grows=True),
        Column(words("Customers"), right=True),
        Column(words("Predicted"), right=True),
        Column(words("Came"), right=True),
        Column(words("Off by"), right=True),
        Column(words("“Last period repeats” off by"), right=True),
        Column(words("Held by the top fifth"), right=True),
    )
    lines = [
        Row(
            (
                words.date(check.day),
                words.count(check.customers),
                report.money(check.predicted),
                report.money(check.actual),
                words.change(_off(check.predicted, check.actual)),
                words.change(_off(check.last_period, check.actual)),
                words.share(check.capture_share, 0),
            )
        )
        for check in checks
    ]
    report.book.table(columns, lines)
    if "season_ratio" in value.parameters:
        said = words("The checks are without the season, which corrects today’s forecast.")
        report.book.paragraph(said, role="caption", tone="muted")


def _off(promised: float, actual: float) -> float | None:
    return promised / actual - 1 if actual > 0 else None


def _checks_sentence(checks: Sequence[ValueCheck]) -> Phrase:
    """Return how far off it typically was, beside “last period repeats”."""
    own = [abs(off) for check in checks if (off := _off(check.predicted, check.actual)) is not None]
    naive = [abs(off) for check in checks if (off := _off(check.last_period, check.actual)) is not None]
    if not own or not naive:
        return phrase("In none of the periods looked back on did customers spend anything.")
    return phrase(
        "Typically off by {own:share0}; “last period repeats” would have been off by {naive:share0} "
        "(medians of {n:count} past days).",
        own=median(own),
        naive=median(naive),
        n=len(own),
    )


ENTRY = ReportPage(key="value", name=phrase("What they are worth"), write=_write, order=50)
