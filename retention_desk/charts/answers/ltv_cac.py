"""What a customer brings for each unit of money spent on winning them, by cohort."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import of_cohorts
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.value_results import ValueByCohort
from retention_desk.foundation.wording import Money, PeriodName, Words, phrase

SLOT_PIXELS = 28
PAYS_BACK = 1.0


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["start", "customers", "ratio"]
    if not isinstance(answer, ValueByCohort) or not np.isfinite(answer.ltv_cac).any():
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({"start": list(answer.starts), "customers": answer.size, "ratio": answer.ltv_cac})
    shown: pd.DataFrame = table[np.isfinite(answer.ltv_cac)].reset_index(drop=True)
    shown.attrs = facts(
        period=answer.period, all=answer.ltv_cac_all,
        cost=Money(answer.acquisition_cost or 0.0, answer.currency),
    )  # fmt: skip
    return shown


def _title(table: pd.DataFrame, words: Words) -> str:
    ratio = attribute(table, "all")
    return words("A customer brings {ratio:number1} times what winning one costs", ratio=ratio)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "LTV : CAC by cohort: (margin so far + lifetime value) ÷ {cost} · n = {n:count}",
        cost=attribute(table, "cost"), n=int(table["customers"].sum()),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    names = (words("pays back"), words("all: {ratio:number1}", ratio=attribute(table, "all")))
    beside = max(look.text_width(name) for name in names) + look.space("s")
    shown = max(1, min(len(table), int((look.width - 2 * look.space("xxl")) // SLOT_PIXELS)))
    table = table.tail(shown)
    ratio = table["ratio"].to_numpy(dtype=np.float64)
    highest = max(float(ratio.max()), attribute(table, "all"), PAYS_BACK)
    ticks = ticks_from_zero(highest, 3)
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.number(tick, 0 if ticks[1] >= 1 else 1), space_right=beside
    )
    slot = (plot.right - plot.left) / shown
    centre = plot.left + slot * (np.arange(shown) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    boxes = np.stack([centre - half, plot.y(ratio), centre + half, np.full(shown, plot.y(0.0))], 1)
    chart.boxes(boxes[ratio > 0], look.series)
    base_line(chart, plot)
    apart = look.line_height("caption")
    for level, name in zip((PAYS_BACK, attribute(table, "all")), names, strict=True):
        y = float(plot.y(level))
        chart.line([plot.left, plot.right], [y, y], look.chart("axis"), look.measure("reference_width"),
                   dashed=True)  # fmt: skip
        if name == names[0] or abs(y - float(plot.y(PAYS_BACK))) >= apart:
            chart.label(plot.right + look.space("s") / 2, y, name, colour="muted")
    names_below(chart, plot, centre, axis_names(list(table["start"]), attribute(table, "period"), words))
    for place, row in enumerate(rows(table)):
        sentence = phrase(
            "{n:count} customers of {cohort}: {ratio:number2} times what winning one costs",
            n=row.customers, cohort=PeriodName(row.start, attribute(table, "period")), ratio=row.ratio,
        )  # fmt: skip
        chart.hit(centre[place] - half, plot.top, centre[place] + half, plot.bottom, str(row.start), sentence)
    return chart


ENTRY = FigureRecipe(
    key="ltv_cac",
    name=phrase("Value against the cost of winning a customer"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "start": (phrase("Since"), "date"),
            "customers": (phrase("Customers"), "count"),
            "ratio": (phrase("LTV : CAC"), "number"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs the cost of winning a customer."),
    order=36,
    members=of_cohorts,
)
