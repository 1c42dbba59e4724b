"""How recurring revenue moved over the last period: from the opening amount to the closing one."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import day_number
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Words, phrase

PARTS = {
    "opening": phrase("Beginning"),
    "new": phrase("New"),
    "reactivated": phrase("Came back"),
    "expansion": phrase("Grew"),
    "contraction": phrase("Shrank"),
    "churned": phrase("Ended"),
    "closing": phrase("End"),
}
DOWN = {"contraction", "churned"}


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    flow = analysis.metrics.waterfall
    if flow is None:
        return pd.DataFrame(columns=["part", "amount", "from", "to"])
    amounts = np.array([getattr(flow, part)[-1] for part in PARTS])
    signed = np.array([-1.0 if part in DOWN else 1.0 for part in PARTS]) * amounts
    level = np.cumsum(signed[:-1])
    begin = np.r_[0.0, level[:-1], 0.0]
    table = pd.DataFrame(
        {"part": list(PARTS.values()), "amount": signed, "from": begin, "to": np.r_[level, amounts[-1]]},
        index=list(PARTS),
    )
    table.attrs = facts(currency=analysis.data.currency, start=flow.starts[-1], end=flow.ends[-1])
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    amount = table["amount"].to_numpy(dtype=np.float64)
    opening, closing = float(amount[0]), float(amount[-1])
    said = words.short_money(closing, attribute(table, "currency"))
    if opening <= 0:
        return words("Recurring revenue is {amount} a month", amount=said)
    change = closing / opening - 1.0
    return words("Recurring revenue is {amount} a month, {change:change}", amount=said, change=change)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Monthly recurring revenue from {start:date} to {end:date}",
        start=attribute(table, "start"), end=attribute(table, "end"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    currency = attribute(table, "currency")
    highest = float(table[["from", "to"]].to_numpy(dtype=np.float64).max())
    line = look.line_height("caption")
    ticks = ticks_from_zero(max(highest, 1.0), 3)
    plot = plot_with_grid(chart, ticks, lambda tick: words.short_money(tick, currency), space_above=line)
    slot = (plot.right - plot.left) / len(table)
    centre = plot.left + slot * (np.arange(len(table)) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    better, worse = look.ramp("diverging")[-2], look.ramp("diverging")[1]
    for place, row in enumerate(rows(table)):
        low, high = sorted((table["from"].iloc[place], table["to"].iloc[place]))
        top, bottom = float(plot.y(high)), float(plot.y(low))
        whole = row.Index in {"opening", "closing"}
        colour = look.series if whole else (worse if row.Index in DOWN else better)
        chart.boxes([(centre[place] - half, top, centre[place] + half, max(bottom, top + 1))], colour)
        amount = words.short_money(row.amount, currency)
        said = f"+{amount}" if row.amount > 0 and not whole else amount
        width = look.text_width(said)
        x = min(max(centre[place], plot.left + width / 2), chart.right - width / 2)
        if width <= slot:
            chart.label(x, top - line / 2, said, align="center")
        sentence = phrase("{part}: {amount}", part=row.part, amount=Money(float(row.amount), currency))
        chart.hit(centre[place] - half, plot.top, centre[place] + half, plot.bottom, row.Index, sentence)
    base_line(chart, plot)
    names_below(chart, plot, centre, [words(part) for part in table["part"]])
    return chart


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return whose recurring revenue makes a part of the last complete period."""
    flow, basis = analysis.metrics.waterfall, analysis.intermediate.get("figures_basis")
    if flow is None or basis is None or basis.recurring is None or key not in PARTS:
        return None
    parts = basis.recurring.parts(day_number(flow.starts[-1]) - 1, day_number(flow.ends[-1]))
    text = phrase("recurring revenue: {part}", part=PARTS[key])
    return Chosen("recurring_part", key, text, np.flatnonzero(parts[key] > 0))


ENTRY = FigureRecipe(
    key="recurring_waterfall",
    name=phrase("How recurring revenue moved"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "part": (phrase("Movement"), "text"),
            "amount": (phrase("Amount"), "money"),
            "from": (phrase("Level before"), "money"),
            "to": (phrase("Level after"), "money"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs subscriptions over one complete period."),
    order=26,
    members=_members,
)
