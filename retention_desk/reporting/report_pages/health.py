"""How well customers are: distribution, indicators, signals, and whether the score saw it coming."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.results import HealthBacktest
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.reporting.paper.paper_table import Column, Marked, Row
from retention_desk.reporting.report import Report, ReportPage

_INDICATORS: Final = 24


def _write(report: Report) -> None:
    book, words, health = report.book, report.words, report.analysis.health
    scored = int((health.band >= 0).sum())
    book.section(ENTRY.key, words(ENTRY.name), words(_sentence(report, scored)))
    if not scored:
        report.note(report.analysis.indicators.profile_note, tone="warning")
        return
    report.chart("health_distribution", 200)
    _bands(report, scored)
    _indicators(report)
    _signals(report)
    _backtest(report)


def _sentence(report: Report, scored: int) -> Phrase:
    health = report.analysis.health
    if not scored:
        return phrase("No health score can be given with these data.")
    low = int((health.band == 0).sum())
    return phrase(
        "{low:count} of {scored:count} scored customers ({share:share}) are at risk by their health score.",
        low=low,
        scored=scored,
        share=low / scored,
    )


def _bands(report: Report, scored: int) -> None:
    words, analysis = report.words, report.analysis
    edges = analysis.settings.health.bands
    meanings = {
        "healthy": words("score {from:number1} and more", **{"from": edges.healthy}),
        "watch": words("score {from:number1} and more", **{"from": edges.watch}),
        "risk": words("lower scores"),
    }
    columns = (
        Column(words("Band")),
        Column(words("Means"), grows=True),
        Column(words("Customers"), right=True),
        Column(words("Share"), right=True),
        Column(words("Value at risk"), right=True),
    )
    lines = []
    for code, (band, name) in reversed([*enumerate(BANDS.items())]):
        mask = analysis.health.band == code
        amounts = analysis.at_risk.amounts[mask]
        at_risk = report.money(float(np.nansum(amounts)) if np.isfinite(amounts).any() else None)
        cells = (meanings[band], words.count(int(mask.sum())), words.share(mask.sum() / scored), at_risk)
        lines.append(Row((Marked(BAND_MARKS[band], band, words(name)), *cells)))
    unscored = int((analysis.health.band < 0).sum())
    if unscored:
        said = words("too little of the score is known")
        lines.append(Row((words("No score"), said, words.count(unscored), "", ""), is_muted=True))
    report.book.table(columns, lines)


def _indicators(report: Report) -> None:
    words, analysis = report.words, report.analysis
    report.book.heading(
        "indicators", words("What the score is made of"), words(analysis.indicators.profile_note)
    )
    columns = (
        Column(words("Indicator"), grows=True),
        Column(words("Weight"), right=True),
        Column(words("High from"), right=True),
        Column(words("Medium from"), right=True),
        Column(words("Better"), right=True),
        Column(words("Known of"), right=True),
    )
    shown = sorted(
        (place for place, weight in enumerate(analysis.health.weights) if weight > 0),
        key=lambda place: -analysis.health.weights[place],
    )
    lines = []
    for place in shown[:_INDICATORS]:
        column, limits = analysis.indicators.columns[place], analysis.health.thresholds[place]
        better = words("higher") if column.higher_is_better else words("lower")
        known_share = float(np.isfinite(column.values).mean()) if len(column.values) else 0.0
        lines.append(
            Row(
                (
                    words(column.label),
                    words.number(analysis.health.weights[place]),
                    *(_threshold(report, limit, column.unit) for limit in (limits.high, limits.medium)),
                    better,
                    words.share(known_share, 0),
                )
            )
        )
    report.book.table(columns, lines)


def _threshold(report: Report, value: float, unit: str) -> str:
    if unit in ("share", "change"):
        return report.words.share(value)
    if unit == "money":
        return report.money(value)
    return report.words.number(value, 0 if float(value).is_integer() else 2)


def _signals(report: Report) -> None:
    words, signals = report.words, report.analysis.indicators.warnings
    raised = [(words(item.label), int(item.raised.sum())) for item in signals]
    raised = sorted((pair for pair in raised if pair[1]), key=lambda pair: -pair[1])
    if not raised:
        return
    report.book.heading("signals", words("Warning signals"))
    columns = (Column(words("Signal"), grows=True), Column(words("Customers"), right=True))
    report.book.table(columns, [Row((label, words.count(count))) for label, count in raised])


def _backtest(report: Report) -> None:
    words, backtest = report.words, report.analysis.backtest
    report.book.heading(
        "backtest", words("Would these weights have seen it coming?"), words(backtest_sentence(backtest))
    )
    if not backtest.rows:
        return
    columns = (
        Column(words("Weights"), grows=True),
        Column(words("AUC"), right=True),
        Column(words("95 % interval"), right=True),
        Column(words("Leavers in worst tenth"), right=True),
        Column(words("Missed"), right=True),
        Column(words("False alarms"), right=True),
    )
    lines = [
        Row(
            (
                words(row.label),
                words.number(row.auc, 3),
                words("{low:number3} to {high:number3}", low=row.auc_low, high=row.auc_high),
                words.share(row.worst_tenth_share),
                words.count(row.missed),
                words.count(row.false_alarms),
            ),
            is_total=row.name == "current",
        )
        for row in backtest.rows
    ]
    report.book.table(columns, lines)
    if backtest.note.text:
        report.book.paragraph(words(backtest.note), role="caption", tone="muted")
    if len(backtest.days) > 1:
        report.chart("backtest_days", 190)


def backtest_sentence(backtest: HealthBacktest) -> Phrase:
    """Return how well the score of the past told leavers from stayers, or why that is not known."""
    rows = {row.name: row for row in backtest.rows}
    if "current" not in rows:
        return backtest.missing or phrase("Too little history to look back.")
    auc = rows["current"].auc
    if backtest.as_of is None:
        return phrase(
            "n = {n:count}, {left:count} left; the score told them apart with an AUC of {auc:number3} "
            "(0.5 is chance).",
            n=backtest.n,
            left=backtest.left,
            auc=auc,
        )
    return phrase(
        "As it stood on {k:count} past days up to {day:date}, against who left within {days:count} days: AUC "
        "{auc:number3} (0.5 is chance); n = {n:count}, {left:count} left.",
        k=max(len(backtest.days), 1),
        day=backtest.as_of,
        days=backtest.horizon_days,
        auc=auc,
        n=backtest.n,
        left=backtest.left,
    )


ENTRY = ReportPage(key="health", name=phrase("How well customers are"), write=_write, order=30)
