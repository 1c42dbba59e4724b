"""How much of the value at stake so many contacts a week reach."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.results import ActionPlan, Analysis
from retention_desk.foundation.wording import Words, phrase

TIMES_CAPACITY = 4
LEAST_SHARE = 0.01
HANDLE_OVER_MARK = 1.5


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    return reach_table(analysis.plan)


def reach_table(plan: ActionPlan) -> pd.DataFrame:
    """Return the reach curve of a plan, up to four times its capacity: contacts, share."""
    curve = plan.reach
    if not len(curve):
        return pd.DataFrame(columns=["contacts", "share"])
    most = max(TIMES_CAPACITY * plan.contacts_per_week, 1)
    table = curve.loc[curve["contacts"] <= most, ["contacts", "share"]].astype(np.float64)
    if not len(table) or table["contacts"].iloc[0] > 0:
        table = pd.concat([pd.DataFrame({"contacts": [0.0], "share": [0.0]}), table], ignore_index=True)
    table.attrs = facts(capacity=plan.contacts_per_week, share=plan.reach_share, candidates=plan.candidates)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words(
        "{n:count} contacts a week reach {share:share0} of the value at stake",
        n=attribute(table, "capacity"),
        share=attribute(table, "share"),
    )


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Share of the value at stake, best contacts first · n = {n:count} candidates",
        n=attribute(table, "candidates"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    contacts = table["contacts"].to_numpy(dtype=np.float64)
    share = table["share"].to_numpy(dtype=np.float64)
    capacity, reached = float(attribute(table, "capacity")), float(attribute(table, "share"))
    ticks = np.minimum(ticks_from_zero(max(share.max(), LEAST_SHARE), 2), 1.0)
    digits = 0 if np.allclose(ticks * 100, np.round(ticks * 100)) else 1
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.number(tick * 100, digits), space_right=look.space("s")
    )
    x = Scale(0.0, max(contacts[-1], capacity, 1.0), plot.left, plot.right)
    inside = contacts <= capacity
    chart.area(
        np.r_[x(contacts[inside]), x(capacity)],
        np.full(int(inside.sum()) + 1, plot.y(0.0)),
        np.r_[plot.y(share[inside]), plot.y(reached)],
        look.series,
        look.measure("interval_alpha"),
    )
    base = float(chart.snapped(plot.y(0.0))) + 0.5 / look.scale
    chart.rules([(plot.left, base, plot.right, base)], look.series, look.measure("axis_width"))
    chart.line(x(contacts), plot.y(share), look.series, look.measure("series_width"))
    at, top = x(capacity), plot.y(reached)
    chart.line([at, at], [top, plot.y(0.0)], look.colour("accent"), look.measure("outline_width"))
    size = 2 * look.measure("marker_radius") * HANDLE_OVER_MARK
    chart.mark(at, top, "circle", look.colour("accent"), size + 2 * look.measure("marker_edge"))
    chart.mark(at, top, "circle", look.colour("raised"), size)
    said = words("{n:count} → {share:share0}", n=capacity, share=reached)
    beside = at + look.space("m")
    if beside + look.text_width(said) > plot.right:
        beside = at - look.space("m") - look.text_width(said)
    chart.label(
        beside, min(top + look.line_height("caption"), plot.bottom - look.line_height("caption")), said
    )
    marks = np.linspace(0, x.high, 3)
    names = [words.count(mark) for mark in marks[:-1]] + [words("{n:count} contacts", n=marks[-1])]
    names_below(chart, plot, x(marks), names)
    sentence = phrase("{n:count} contacts reach {share:share0}", n=capacity, share=reached)
    chart.hit_point(at, top, "capacity", sentence)
    for row in rows(table[table["contacts"] > 0]):
        sentence = phrase("{n:count} contacts reach {share:share0}", n=row.contacts, share=row.share)
        chart.hit_point(x(row.contacts), plot.y(row.share), f"{row.contacts:.0f}", sentence)
    return chart


ENTRY = FigureRecipe(
    key="reach_curve",
    name=phrase("Reach of the contacts"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {"contacts": (phrase("Contacts"), "count"), "share": (phrase("Value reached"), "share")}
    ),
    empty=lambda table: (
        None if len(table) else phrase("No play fits any customer, so there is nobody to contact.")
    ),
    order=130,
)
