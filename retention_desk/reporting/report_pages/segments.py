"""Who is who: value tiers, stages, RFM groups, loyalty tiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from retention_desk.foundation.arrays import Codes, Floats
from retention_desk.foundation.vocabulary import RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_BASES: Final[Mapping[str, Phrase]] = {
    "lifetime_value": phrase("Tiers are cut by lifetime value."),
    "revenue": phrase("Tiers are cut by revenue."),
    "health_score": phrase("Tiers are cut by the health score: no value is known."),
}


def _write(report: Report) -> None:
    words, segments = report.words, report.analysis.segments
    report.book.section(ENTRY.key, words(ENTRY.name), words(_sentence(report)))
    if (segments.value_tier >= 0).any():
        names = [words(name) for name in VALUE_TIERS.values()]
        basis = _BASES.get(segments.tier_basis, NOTHING_SAID)
        report.book.heading("tiers", words("Value tiers"), words(basis))
        report.charts(("value_tiers", "stage_counts") if (segments.stage >= 0).any() else ("value_tiers",))
        _counts(report, words("Tier"), names, segments.value_tier)
    if (segments.stage >= 0).any():
        report.book.heading("stages", words("Where they stand"))
        _counts(report, words("Stage"), [words(name) for name in STAGES.values()], segments.stage)
    if (segments.rfm_group >= 0).any():
        report.book.heading("rfm", words("Recency, frequency, money"))
        report.chart("rfm_grid")
        groups = [words(name) for name in RFM_GROUPS.values()]
        _counts(report, words("Group"), groups, segments.rfm_group)
    if segments.loyalty_names and (segments.loyalty_tier >= 0).any():
        report.book.heading("loyalty", words("Loyalty tiers"))
        _counts(report, words("Tier"), [*segments.loyalty_names], segments.loyalty_tier)
    if not any((codes >= 0).any() for codes in (segments.value_tier, segments.stage, segments.rfm_group)):
        report.note(
            phrase("No segments can be made: they need orders, subscriptions or a value per customer."),
            tone="warning",
        )


def _sentence(report: Report) -> Phrase:
    analysis = report.analysis
    high = analysis.segments.value_tier == 0
    value = analysis.value.lifetime_value
    total = float(np.nansum(value))
    if not high.any() or total <= 0 or analysis.segments.tier_basis != "lifetime_value":
        return phrase("Customers by value, stage and buying.")
    return phrase(
        "{n:count} high-value customers ({share:share}) hold {held:share0} of the lifetime value.",
        n=int(high.sum()),
        share=float(high.mean()),
        held=float(np.nansum(value[high])) / total,
    )


def _counts(report: Report, title: str, names: list[str], codes: Codes) -> None:
    """Set a table of groups: customers, their share, lifetime value and value at risk."""
    words, analysis = report.words, report.analysis
    columns = (
        Column(title, grows=True),
        Column(words("Customers"), right=True),
        Column(words("Share"), right=True),
        Column(words("Lifetime value"), right=True),
        Column(words("Value at risk"), right=True),
    )
    lines = []
    for code, name in enumerate(names):
        mask = codes == code
        if mask.any():
            cells = (words.count(int(mask.sum())), words.share(float(mask.mean())))
            lines.append(Row((name, *cells, *(_sum(report, part[mask]) for part in _amounts(report)))))
    rest = codes < 0
    if rest.any():
        cells = (words.count(int(rest.sum())), words.share(float(rest.mean())))
        sums = (_sum(report, part[rest]) for part in _amounts(report))
        lines.append(Row((words("Not known"), *cells, *sums), is_muted=True))
    totals = (_sum(report, part) for part in _amounts(report))
    lines.append(Row((words("Total"), words.count(analysis.data.n_customers), "", *totals), is_total=True))
    report.book.table(columns, lines)


def _amounts(report: Report) -> tuple[Floats, Floats]:
    return report.analysis.value.lifetime_value, report.analysis.at_risk.amounts


def _sum(report: Report, amounts: Floats) -> str:
    return report.money(float(np.nansum(amounts)) if np.isfinite(amounts).any() else None)


ENTRY = ReportPage(key="segments", name=phrase("Who is who"), write=_write, order=40)
