"""What a past forecast of spend promised for each tenth of the customers, against what came."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.lifetime_results import CheckByTenth
from retention_desk.foundation.wording import Money, Words, phrase

COLUMNS = ["tenth", "predicted", "actual"]
TICKS = 4


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    tenths = answer.check.tenths if isinstance(answer, CheckByTenth) else None
    if tenths is None:
        return pd.DataFrame(columns=COLUMNS)
    spend = np.asarray(tenths, dtype=np.float64)[:, 2:4]
    table = pd.DataFrame(spend, columns=COLUMNS[1:])
    table.insert(0, "tenth", np.arange(1, len(spend) + 1))
    known = table.dropna().reset_index(drop=True)
    known.attrs = facts(
        day=answer.check.day, n=answer.check.customers, horizon_days=answer.horizon_days,
        currency=answer.currency,
    )  # fmt: skip
    return known


def _title(table: pd.DataFrame, words: Words) -> str:
    best, currency = table.iloc[-1], attribute(table, "currency")
    return words(
        "The best tenth spent {actual} each; {predicted} was predicted",
        predicted=Money(best["predicted"], currency), actual=Money(best["actual"], currency),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Mean spend in the {days:count} days after {day:date}, by tenth of predicted spend · n = {n:count}",
        days=attribute(table, "horizon_days"), day=attribute(table, "day"), n=attribute(table, "n"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    predicted, actual = (table[name].to_numpy(dtype=np.float64) for name in ("predicted", "actual"))
    ticks = ticks_from_zero(max(float(predicted.max()), float(actual.max()), 1e-9), TICKS)
    digits = 0 if ticks[1] >= 1 else 1
    plot = plot_with_grid(chart, ticks, lambda tick: words.number(tick, digits))
    slot = (plot.right - plot.left) / len(table)
    centre = plot.left + slot * (np.arange(len(table)) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    base = np.full(len(table), plot.y(0.0))
    boxes = np.stack([centre - half, plot.y(np.maximum(actual, 0.0)), centre + half, base], 1)
    chart.boxes(boxes[actual > 0], look.series)
    base_line(chart, plot)
    size = 2 * look.measure("marker_radius")
    chart.mark(centre, plot.y(predicted), "circle", look.colour("text"), size, edge=look.colour("raised"))
    names_below(chart, plot, centre, _names(table, words))
    _key(chart, plot, size, words)
    for place, row in enumerate(rows(table)):
        sentence = phrase(
            "Tenth {tenth:count}: predicted {predicted}, came {actual} a customer",
            tenth=row.tenth, predicted=Money(row.predicted, attribute(table, "currency")),
            actual=Money(row.actual, attribute(table, "currency")),
        )  # fmt: skip
        left, right = centre[place] - slot / 2, centre[place] + slot / 2
        chart.hit(left, plot.top, right, plot.bottom, str(row.tenth), sentence)
    return chart


def _names(table: pd.DataFrame, words: Words) -> list[str]:
    names = [words.count(tenth) for tenth in table["tenth"]]
    names[0] = words("least")
    if len(names) > 1:
        names[-1] = words("most")
    return names


def _key(chart: Chart, plot: Plot, size: float, words: Words) -> None:
    """Say in the free corner over the low tenths what bar and point are."""
    look = chart.look
    x, y, line = plot.left + look.space("m"), plot.top + look.space("s"), look.line_height("caption")
    after = x + size + look.space("s")
    chart.mark(x + size / 2, y, "circle", look.colour("text"), size, edge=look.colour("raised"))
    chart.label(after, y, words("predicted"))
    chart.boxes([(x, y + line - size / 2, x + size, y + line + size / 2)], look.series)
    chart.label(after, y + line, words("came"))


ENTRY = FigureRecipe(
    key="value_tenths",
    name=phrase("Predicted against came by tenth"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "tenth": (phrase("Tenth, lowest predicted first"), "count"),
            "predicted": (phrase("Predicted a customer"), "money"),
            "actual": (phrase("Came a customer"), "money"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("The customers of that day were too few for tenths."),
    order=38,
)
