"""What more retention would keep: customers month by month, as it is and raised."""

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
from retention_desk.foundation.wording import Words, phrase


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["month", "customers", "customers_raised"]
    if not isinstance(answer, ProfitScenario):
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({"month": np.arange(len(answer.customers))})
    table["customers"], table["customers_raised"] = answer.customers, answer.customers_raised
    table.attrs = facts(extra=answer.customers_extra)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words(
        "{extra:count} more customers after {months} months",
        extra=attribute(table, "extra"), months=len(table) - 1,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Active customers at the end of each month, as they leave by tenure here; no forecast")


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    month = table["month"].to_numpy(dtype=np.float64)
    raised, now = (table[name].to_numpy(dtype=np.float64) for name in ("customers_raised", "customers"))
    parts = (
        ("raised", words("raised"), raised, line_colours(look, 1)[0]),
        ("now", words("as it is"), now, look.chart("axis")),
    )
    lines = [
        NamedLine(
            key, name, words.count(values[-1]), month, values, colour, dashed=key == "now",
            points=tuple(
                (float(k), phrase("After {month} months: {n:count} customers", month=int(k), n=float(v)))
                for k, v in zip(month, values, strict=True)
            ),
        )
        for key, name, values, colour in parts
    ]  # fmt: skip
    ticks = ticks_from_zero(max(float(np.max([raised, now])), 1.0), 4, whole=True)
    plot = plot_with_grid(chart, ticks, words.count, space_right=space_for_names(look, lines))
    x = Scale(0.0, max(float(month[-1]), 1.0), plot.left, plot.right)
    base_line(chart, plot)
    chart.area(x(month), plot.y(now), plot.y(raised), look.series, look.measure("interval_alpha"))
    draw_lines(chart, plot, x, lines)
    names_below(chart, plot, x(month), [words.count(k) for k in month])
    return chart


ENTRY = FigureRecipe(
    key="customer_paths",
    name=phrase("Customers that more retention would keep"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "month": (phrase("Month"), "count"),
            "customers": (phrase("Customers as it is"), "count"),
            "customers_raised": (phrase("Customers raised"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs a measured retention and revenue."),
    order=41,
)
