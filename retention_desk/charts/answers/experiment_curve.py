"""How many customers an experiment takes: the smallest difference that so many show."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.experiment_plan import ExperimentPlan
from retention_desk.foundation.wording import Phrase, Words, phrase

COLUMNS = ["customers", "difference"]
TICKS = 4
POINTED_EVERY = 3


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, ExperimentPlan) or answer.total is None or len(answer.curve) < 2:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.DataFrame(list(answer.curve), columns=COLUMNS)
    table.attrs = facts(plan=answer)
    return table


def _said(value: float, plan: ExperimentPlan, words: Words) -> str:
    """Return a difference in its unit: points of a share, or an amount."""
    if plan.question.measure == "share":
        return words("{n:number1} points", n=value * 100)
    return words.number(value, 0 if value >= 10 else 2)


def _title(table: pd.DataFrame, words: Words) -> str:
    plan: ExperimentPlan = attribute(table, "plan")
    said = {"n": plan.total, "difference": _said(plan.question.difference, plan, words)}
    if plan.weeks is None:
        return words("{n:count} customers to see {difference}", **said)
    return words.plural(
        "{customers:count} customers, {n:count} week, to see {difference}",
        "{customers:count} customers, {n:count} weeks, to see {difference}",
        plan.weeks, customers=plan.total, difference=said["difference"],
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    plan: ExperimentPlan = attribute(table, "plan")
    return words(
        "Smallest difference that shows, by customers in all · chance of seeing it {power:share0} · 5 % "
        "error, comparisons: {arms:count}",
        power=plan.question.power_share, arms=plan.question.arms,
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    plan: ExperimentPlan = attribute(table, "plan")
    unit = 0.01 if plan.question.measure == "share" else 1.0
    up, across = table["difference"].to_numpy(dtype=np.float64), table["customers"].to_numpy(dtype=np.float64)
    highest = min(float(up.max()), plan.question.difference * 4)
    ticks = ticks_from_zero(highest / unit, TICKS) * unit
    plot = plot_with_grid(chart, ticks, lambda tick: _tick(tick, unit, words), space_right=look.space("s"))
    x = Scale(0.0, float(across.max()), plot.left, plot.right)
    seen = up <= ticks[-1]
    chart.line(x(across[seen]), plot.y(up[seen]), look.series, look.measure("series_width"))
    total, difference = float(plan.total or 0), plan.question.difference
    here, there = x(total), plot.y(difference)
    axis = look.chart("axis")
    width = look.measure("reference_width")
    chart.line([here, here], [plot.y(0.0), there], axis, width, dashed=True)
    chart.line([plot.left, here], [there, there], axis, width, dashed=True)
    base_line(chart, plot)
    chart.mark(
        here, there, "circle", look.series, 2 * look.measure("marker_radius"), edge=look.colour("raised")
    )
    for place, row in enumerate(rows(table)):
        if seen[place] and place % POINTED_EVERY == 0:
            chart.hit_point(
                x(row.customers), plot.y(row.difference), f"{row.customers}", _sentence(row, plan, words)
            )
    places = ticks_from_zero(float(across.max()), TICKS, whole=True)
    places = places[places <= across.max()]
    names_below(chart, plot, x(places), [words.count(place) for place in places])
    return chart


def _tick(tick: float, unit: float, words: Words) -> str:
    value = round(tick / unit, 6)
    return words.number(value, 0 if float(value).is_integer() else 1)


def _sentence(row: Any, plan: ExperimentPlan, words: Words) -> Phrase:
    return phrase(
        "{n:count} customers in all show a difference of **{difference}**",
        n=row.customers, difference=_said(row.difference, plan, words),
    )  # fmt: skip


ENTRY = FigureRecipe(
    key="experiment_curve",
    name=phrase("Customers an experiment takes"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "customers": (phrase("Customers in all"), "count"),
            "difference": (phrase("Smallest difference that shows"), "number"),
        }
    ),
    empty=lambda table: (
        None if len(table) else phrase("No number of customers would show this: change what is asked.")
    ),
    order=260,
)
