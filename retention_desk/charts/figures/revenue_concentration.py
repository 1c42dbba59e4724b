"""How much of the revenue the best customers hold: the Lorenz curve, best first."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

POINTS = 200
TENTH = 0.1


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    book = analysis.intermediate.get("book")
    columns = ["customers_share", "revenue_share"]
    if book is None or not (book.order_count > 0).any():
        return pd.DataFrame(columns=columns)
    spend = np.sort(book.gross_total[book.order_count > 0])[::-1]
    n, total = len(spend), float(spend.sum())
    if total <= 0:
        return pd.DataFrame(columns=columns)
    top = math.ceil(round(TENTH * n, 9))
    size = np.unique(np.r_[0, np.round(n * np.linspace(0, 1, POINTS) ** 2), top, n]).astype(np.int64)
    held = np.r_[0.0, np.cumsum(spend)] / total
    table = pd.DataFrame({"customers_share": size / n, "revenue_share": held[size]})
    table.attrs = facts(n=n, top_customers=top, top_share=float(held[top]))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words("A tenth of customers holds {share:share}", share=attribute(table, "top_share"))


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Share of revenue, customers ranked by spend · n = {n:count}", n=attribute(table, "n"))


def _name_the_tenth(chart: Chart, plot: Plot, left: float, share: float, words: Words) -> None:
    """Set what the best tenth holds under the curve and over the diagonal, or by the foot of the tenth."""
    look = chart.look
    named = words("Top tenth: {share:share}", share=share)
    width = look.text_width(look.readable(named), "caption", look.text_weight("caption"))
    line = look.line_height("caption")
    diagonal = plot.y((left + width - plot.left) / (plot.right - plot.left))
    highest = plot.y(share) + 0.55 * line
    place = min(plot.y(share) + line, plot.y(0.12), diagonal - 0.7 * line)
    if place < highest:
        # No room between curve and diagonal: by the foot of the tenth, where the diagonal is high enough.
        place = plot.y(0.0) - 0.6 * line
        left = max(left, plot.left + 1.4 * line / (plot.y(0.0) - plot.y(1.0)) * (plot.right - plot.left))
    chart.label(left, place, named)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    ticks = np.linspace(0, 1, 5)
    plot = plot_with_grid(chart, ticks, lambda tick: words.count(tick * 100), space_right=look.space("xs"))
    x = Scale(0, 1, plot.left, plot.right)
    axis, thin = look.chart("axis"), look.measure("axis_width")
    chart.line([x(0), x(1)], [plot.y(0), plot.y(1)], axis, look.measure("reference_width"), dashed=True)
    share, n = attribute(table, "top_share"), attribute(table, "n")
    at = attribute(table, "top_customers") / n
    chart.rules(
        [(x(0), plot.y(share), x(at), plot.y(share)), (x(at), plot.y(share), x(at), plot.y(0))], axis, thin
    )
    base_line(chart, plot)
    chart.line(
        x(table["customers_share"]), plot.y(table["revenue_share"]), look.series, look.measure("series_width")
    )
    chart.mark(
        x(at),
        plot.y(share),
        "circle",
        look.series,
        2 * look.measure("marker_radius"),
        edge=look.colour("raised"),
    )
    _name_the_tenth(chart, plot, x(at) + look.space("m"), share, words)
    alike = words("if all spent alike")
    chart.label(plot.right, plot.y(0.58), alike, colour="muted", align="right")
    names = [words.count(tick * 100) for tick in ticks[:-1]] + [words.share(1.0, 0)]
    names_below(chart, plot, x(ticks), names)
    sentence = phrase(
        "The {n:count} customers with most revenue hold {share:share} of it",
        n=attribute(table, "top_customers"),
        share=share,
    )
    chart.hit(plot.left, plot.top, x(at) + look.space("s"), plot.bottom, "top_tenth", sentence)
    return chart


ENTRY = FigureRecipe(
    key="revenue_concentration",
    name=phrase("Revenue held by the best customers"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "customers_share": (phrase("Customers, best first"), "share"),
            "revenue_share": (phrase("Revenue held"), "share"),
        }
    ),
    empty=lambda table: phrase("Needs orders with amounts.") if not len(table) else None,
    order=20,
)
