"""What each value tier holds: customers against value."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.members import by_code
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase

ROWS_PER_TIER = 3


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    segments = analysis.segments
    known = segments.value_tier >= 0
    tier = segments.value_tier[known]
    value = np.clip(np.nan_to_num(segments.tier_value[known]), 0.0, None)
    customers = np.bincount(tier, minlength=len(VALUE_TIERS))
    held = np.bincount(tier, weights=value, minlength=len(VALUE_TIERS))
    table = pd.DataFrame(
        {
            "tier": list(VALUE_TIERS.values()),
            "customers": customers,
            "customers_share": customers / max(len(tier), 1),
            "value": held,
            "value_share": held / (held.sum() or 1.0),
        },
        index=list(VALUE_TIERS),
    )
    table.attrs = facts(n=len(tier), basis=segments.tier_basis, currency=analysis.data.currency)
    return table


def _basis(table: pd.DataFrame) -> Phrase:
    return {
        "lifetime_value": phrase("lifetime value"),
        "revenue": phrase("net revenue"),
        "mrr": phrase("monthly recurring revenue"),
        "health_score": phrase("health score"),
    }.get(attribute(table, "basis"), phrase("value"))


def _title(table: pd.DataFrame, words: Words) -> str:
    share = table["value_share"].loc["high"]
    return words("High-value customers hold {share:share0} of the {basis}", share=share, basis=_basis(table))


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Share of customers and of {basis}, by tier · n = {n:count}",
                 basis=_basis(table), n=attribute(table, "n"))  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    block = min((chart.bottom - chart.top) / len(table), ROWS_PER_TIER * look.size("cohort_row"))
    customers, value = words("of customers"), words("of {basis}", basis=_basis(table))
    said = max(look.text_width(f"{words.share(1.0)} {text}") for text in (customers, value)) + look.space("l")
    full = max(chart.right - chart.left - said, 1.0)
    high = block / ROWS_PER_TIER * look.measure("bar_fill")
    for place, row in enumerate(rows(table)):
        y = chart.top + place * block + block / ROWS_PER_TIER / 2
        width = chart.label(chart.left, y, words(row.tier), weight=SEMIBOLD)
        beside = words("{n:count} customers", n=row.customers)
        if attribute(table, "basis") != "health_score":
            beside += f" · {words.short_money(row.value, attribute(table, 'currency'))}"
        chart.label(chart.left + width + look.space("s"), y, beside, colour="muted")
        parts = (
            (row.value_share, look.ramp("parts")[0], value),
            (row.customers_share, look.ramp("parts")[1], customers),
        )
        for line, (share, colour, text) in enumerate(parts, start=1):
            middle = y + line * block / ROWS_PER_TIER
            end = chart.left + max(share * full, 1.0)
            chart.boxes([(chart.left, middle - high / 2, end, middle + high / 2)], colour)
            width = chart.label(end + look.space("s"), middle, words.share(share))
            chart.label(end + look.space("s") + width + look.space("xs"), middle, text, colour="muted")
        sentence = phrase(
            "{tier}: {customers_share:share} of customers, {value_share:share} of {basis}",
            tier=row.tier,
            customers_share=row.customers_share,
            value_share=row.value_share,
            basis=_basis(table),
        )
        chart.hit(chart.left, y - high, chart.right, y + block - high, row.Index, sentence)
    return chart


ENTRY = FigureRecipe(
    key="value_tiers",
    name=phrase("Value tiers"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "tier": (phrase("Tier"), "text"),
            "customers": (phrase("Customers"), "count"),
            "customers_share": (phrase("Share of customers"), "share"),
            "value": (phrase("Value"), "money"),
            "value_share": (phrase("Share of value"), "share"),
        }
    ),
    empty=lambda table: None if attribute(table, "n") else phrase("No customer’s value is known yet."),
    order=90,
    members=by_code(
        "value_tier",
        VALUE_TIERS,
        lambda analysis: analysis.segments.value_tier,
        lambda name: phrase("tier = {value}", value=name),
    ),
)
