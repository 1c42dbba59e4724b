"""Whom to contact this week: what the list reaches, by play and by tier, and its first rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS, VALUE_TIERS
from retention_desk.foundation.wording import UNKNOWN, Phrase, phrase
from retention_desk.reporting.paper.paper_table import Cell, Column, Marked, Row
from retention_desk.reporting.report import Report, ReportPage

_TOP_ROWS: Final = 25
_BAND_KEYS: Final = tuple(BANDS)


def _write(report: Report) -> None:
    book, words, plan = report.book, report.words, report.analysis.plan
    book.section(ENTRY.key, words(ENTRY.name), words(_sentence(report)))
    if not len(plan.table):
        report.note(plan.note if plan.note.text else phrase("No play fits any customer."), tone="warning")
        return
    if plan.note.text:
        report.note(plan.note)
    if len(plan.reach) > 1:
        report.chart("reach_curve", 200)
    _by_play(report)
    _by_tier(report)
    if report.choice.names_customers:
        _first_rows(report)


def _sentence(report: Report) -> Phrase:
    plan = report.analysis.plan
    return phrase(
        "{listed:count} customers to contact of {candidates:count} that a play fits, at {calls:count} "
        "contacts a week; {held:count} are left alone by chance, to measure what the contacts do.",
        listed=plan.listed,
        candidates=plan.candidates,
        calls=plan.contacts_per_week,
        held=plan.held_out,
    )


def _by_play(report: Report) -> None:
    words, plan = report.words, report.analysis.plan
    report.book.heading("plays", words("By play"))
    groups = [(words(name), plan.table["play"].to_numpy() == key) for key, name in plan.plays.items()]
    _groups(report, words("Play"), sorted(groups, key=lambda group: -int(group[1].sum())))


def _by_tier(report: Report) -> None:
    words, tiers = report.words, report.analysis.plan.table["tier"].to_numpy()
    report.book.heading("listed_tiers", words("By value tier"))
    groups = [(words(name), tiers == code) for code, name in enumerate(VALUE_TIERS.values())]
    _groups(report, words("Tier"), [*groups, (words("No tier"), tiers < 0)])


def _groups(report: Report, title: str, groups: list[tuple[str, Any]]) -> None:
    """Set a table of parts of the list."""
    words, table = report.words, report.analysis.plan.table
    listed = (table["arm"] != "holdout").to_numpy()
    columns = (
        Column(title, grows=True),
        Column(words("To contact"), right=True),
        Column(words("Left alone"), right=True),
        Column(words("Value at stake"), right=True),
        Column(words("Cost"), right=True),
        Column(words("Expected to be saved"), right=True),
    )

    def cells(mask: Any) -> tuple[str, ...]:
        on_list = mask & listed
        sums = (
            _total(table[name].to_numpy(dtype=np.float64)[on_list])
            for name in ("value_at_stake", "cost", "expected_saved")
        )
        counts = (words.count(int(on_list.sum())), words.count(int((mask & ~listed).sum())))
        return (*counts, *map(report.money, sums))

    lines = [Row((name, *cells(mask))) for name, mask in groups if mask.any()]
    lines.append(Row((words("Total"), *cells(np.ones(len(table), dtype=bool))), is_total=True))
    report.book.table(columns, lines)


def _total(amounts: Any) -> float | None:
    return float(np.nansum(amounts)) if np.isfinite(amounts).any() else None


def _first_rows(report: Report) -> None:
    words, analysis = report.words, report.analysis
    table = analysis.plan.table[(analysis.plan.table["arm"] != "holdout").to_numpy()].head(_TOP_ROWS)
    left = analysis.plan.listed - len(table)
    said = words("The whole list is in the workbook.") if left > 0 else ""
    report.book.heading("first_rows", words("The first on the list"), said)
    columns = (
        Column("#", right=True),
        Column(words("Customer")),
        Column(words("Tier")),
        Column(words("Health")),
        Column(words("Leaves with"), right=True),
        Column(words("Value at stake"), right=True),
        Column(words("Play"), grows=True),
        Column(words("Why"), grows=True),
    )
    lines = []
    listed: Iterable[Any] = table.itertuples()
    for place, row in enumerate(listed, start=1):
        customer = int(row.customer)
        tier = int(row.tier)
        lines.append(
            Row(
                (
                    str(place),
                    str(analysis.data.customer_ids[customer]),
                    words([*VALUE_TIERS.values()][tier]) if tier >= 0 else UNKNOWN,
                    _band(report, customer),
                    words.share(float(analysis.churn.probability[customer]), 0),
                    report.money(float(row.value_at_stake)),
                    words(analysis.plan.plays.get(row.play, Phrase(str(row.play)))),
                    words(row.reasons[0]) if row.reasons else words(row.trigger),
                )
            )
        )
    report.book.table(columns, lines)


def _band(report: Report, customer: int) -> Cell:
    band = int(report.analysis.health.band[customer])
    if band < 0:
        return UNKNOWN
    key = _BAND_KEYS[band]
    return Marked(BAND_MARKS[key], key, report.words.number(float(report.analysis.health.score[customer])))


ENTRY = ReportPage(key="actions", name=phrase("Whom to contact"), write=_write, order=70)
