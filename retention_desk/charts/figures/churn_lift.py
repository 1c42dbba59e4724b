"""How many leavers are found by calling the likeliest first."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.forecast_members import likeliest
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

COLUMNS = ["share_called", "share_found", "share_found_rule"]
TICKS = 4
FIFTH = 0.2


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    churn = analysis.churn
    if churn.lift is None or not len(churn.lift):
        table = pd.DataFrame(columns=COLUMNS)
        table.attrs = facts(reason=churn.reason)
        return table
    table = churn.lift[COLUMNS].reset_index(drop=True)
    n = 0 if churn.quality is None else churn.quality.n
    table.attrs = facts(n=n, rule=churn.baseline_label, found=_at(table, "share_found", FIFTH))
    return table


def _at(table: pd.DataFrame, column: str, share: float) -> float:
    called = table["share_called"].to_numpy(dtype=np.float64)
    return float(np.interp(share, called, table[column].to_numpy(dtype=np.float64)))


def _title(table: pd.DataFrame, words: Words) -> str:
    return words("The likeliest fifth holds {share:share0} of the leavers", share=attribute(table, "found"))


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Leavers found, %, by customers called, likeliest first, % · n = {n:count}", n=attribute(table, "n")
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    ticks = np.linspace(0, 1, TICKS + 1)
    plot = plot_with_grid(chart, ticks, lambda tick: words.count(tick * 100), space_right=look.space("s"))
    x = Scale(0.0, 1.0, plot.left, plot.right)
    axis, reference = look.chart("axis"), look.measure("reference_width")
    called = x(table["share_called"].to_numpy(dtype=np.float64))
    chart.line([x(0), x(1)], [plot.y(0), plot.y(1)], axis, reference, dashed=True)
    rule = table["share_found_rule"].to_numpy(dtype=np.float64)
    has_rule = bool(np.isfinite(rule).any())
    if has_rule:
        chart.line(called, plot.y(rule), axis, look.measure("outline_width"))
    base_line(chart, plot)
    found = plot.y(table["share_found"].to_numpy(dtype=np.float64))
    chart.line(called, found, look.series, look.measure("series_width"))
    rule_name = (words(attribute(table, "rule")) or words("Simple rule")) if has_rule else None
    _names(chart, plot.right, plot.bottom, rule_name, words)
    at, top = x(FIFTH), plot.y(attribute(table, "found"))
    chart.mark(at, top, "circle", look.series, 2 * look.measure("marker_radius"), edge=look.colour("raised"))
    sentence = phrase(
        "Calling the likeliest fifth finds {share:share0} of the leavers", share=attribute(table, "found")
    )
    chart.hit_point(at, top, "fifth", sentence)
    _hits(chart, table, called, found)
    names_below(
        chart, plot, x(ticks), [words.count(tick * 100) for tick in ticks[:-1]] + [words.share(1.0, 0)]
    )
    return chart


def _hits(chart: Chart, table: pd.DataFrame, called: np.ndarray, found: np.ndarray) -> None:
    """Make places along the curve answer."""
    for row, x, y in zip(rows(table), called, found, strict=True):
        said = {"called": row.share_called, "found": row.share_found, "rule": row.share_found_rule}
        sentence = phrase("Calling {called:share0} of customers finds {found:share0} of the leavers", **said)
        if np.isfinite(row.share_found_rule):
            sentence = phrase(
                "Calling {called:share0} of customers finds {found:share0} of the leavers, "
                "by the simple rule {rule:share0}",
                **said,
            )
        chart.hit_point(x, y, f"{row.share_called:.4f}", sentence)


def _names(chart: Chart, right: float, bottom: float, rule: str | None, words: Words) -> None:
    """Name the lines, each with a piece of it, in the corner that stays free below the diagonal."""
    look = chart.look
    axis, thin = look.chart("axis"), look.measure("outline_width")
    named = [(words("Forecast"), look.series, look.measure("series_width"), False)]
    if rule is not None:
        named.append((rule, axis, thin, False))
    named.append((words("Calling at random"), axis, look.measure("reference_width"), True))
    line, piece = look.line_height("caption"), look.space("xl")
    start = right - max(look.text_width(text) for text, *_ in named)
    for place, (text, colour, width, dashed) in enumerate(named):
        y = bottom - look.space("m") - (len(named) - place - 0.5) * line
        before = start - look.space("s")
        chart.line([before - piece, before], [y, y], colour, width, dashed=dashed)
        chart.label(start, y, text)


ENTRY = FigureRecipe(
    key="churn_lift",
    name=phrase("Leavers found by calls"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "share_called": (phrase("Customers called"), "share"),
            "share_found": (phrase("Leavers found, forecast"), "share"),
            "share_found_rule": (phrase("Leavers found, simple rule"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else attribute(table, "reason"),
    order=71,
    members=likeliest,
)
