"""What more retention would bring: profit month by month, as it is and raised."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, line_colours, space_for_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.value_results import ProfitScenario
from retention_desk.foundation.wording import Money, Words, phrase


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["month", "profit", "profit_raised", "customers", "customers_raised"]
    if not isinstance(answer, ProfitScenario):
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({"month": np.arange(len(answer.profit))})
    table["profit"], table["profit_raised"] = np.cumsum(answer.profit), np.cumsum(answer.profit_raised)
    table["customers"], table["customers_raised"] = answer.customers, answer.customers_raised
    table.attrs = facts(
        points=answer.raised_share - answer.retention_share, extra=answer.profit_extra,
        change=answer.profit_change_share, currency=answer.currency,
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Retention {points:points}: {extra} more profit in {months} months, {change:change}",
        points=attribute(table, "points"),
        extra=words.short_money(attribute(table, "extra"), attribute(table, "currency")),
        months=len(table) - 1, change=attribute(table, "change"),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Profit added up from today on, from your own customers, curve and revenue; no forecast")


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    currency = attribute(table, "currency")
    month = table["month"].to_numpy(dtype=np.float64)
    raised, now = (table[name].to_numpy(dtype=np.float64) for name in ("profit_raised", "profit"))
    colours = line_colours(look, 2)
    parts = (
        ("raised", words("raised"), raised, colours[0]),
        ("now", words("as it is"), now, look.chart("axis")),
    )
    lines = [
        NamedLine(
            key, name, words.short_money(values[-1], currency), month, values, colour, dashed=key == "now",
            points=tuple(
                (k, phrase("After {month} months: {amount}", month=int(k), amount=Money(v, currency)))
                for k, v in zip(month[1:].tolist(), values[1:].tolist(), strict=True)
            ),
        )
        for key, name, values, colour in parts
    ]  # fmt: skip
    ticks = ticks_from_zero(max(float(np.max([raised, now])), 1.0), 4)
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.short_money(tick, currency), space_right=space_for_names(look, lines)
    )
    x = Scale(0.0, max(float(month[-1]), 1.0), plot.left, plot.right)
    base_line(chart, plot)
    chart.area(x(month), plot.y(now), plot.y(raised), look.series, look.measure("interval_alpha"))
    draw_lines(chart, plot, x, lines)
    names_below(chart, plot, x(month), [words.count(k) for k in month])
    return chart


ENTRY = FigureRecipe(
    key="profit_paths",
    name=phrase("What more retention would bring"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "month": (phrase("Month"), "count"),
            "profit": (phrase("Profit as it is"), "money"),
            "profit_raised": (phrase("Profit raised"), "money"),
            "customers": (phrase("Customers as it is"), "count"),
            "customers_raised": (phrase("Customers raised"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs a measured retention and revenue."),
    order=40,
)
