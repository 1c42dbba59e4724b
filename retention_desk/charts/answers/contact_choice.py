"""How many leavers so many contacts reach: expected today, beside contacting at random."""

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
from retention_desk.foundation.churn_results import ContactChoice
from retention_desk.foundation.wording import Words, phrase

COLUMNS = [
    "contacts",
    "leavers",
    "leavers_low",
    "leavers_high",
    "false_alarms",
    "reached_share",
    "at_random",
    "threshold_share",
]
TICKS = 4
POINTED_EVERY = 5


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, ContactChoice) or not answer.curve.n_today:
        return pd.DataFrame(columns=COLUMNS)
    table = answer.curve.table[COLUMNS].copy()
    table.attrs = facts(chosen=answer.curve.today(answer.contacts), tested=answer.curve.n_tested)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    chosen = attribute(table, "chosen")
    if not chosen.contacts:
        return words("Nobody contacted, no leaver reached")
    return words.plural(
        "{n} contact reaches {share:share0} of those likely to leave",
        "{n} contacts reach {share:share0} of those likely to leave",
        chosen.contacts,
        share=chosen.reached_share,
    )


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Leavers reached by contacts, likeliest first · expected today, 95 % band · tested on {n:count}",
        n=attribute(table, "tested"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    column = {name: table[name].to_numpy(dtype=np.float64) for name in COLUMNS}
    highest = max(float(column["leavers_high"].max()), 1.0)
    ticks = ticks_from_zero(highest, TICKS)
    plot = plot_with_grid(chart, ticks, words.count, space_right=look.space("s"))
    most = max(float(column["contacts"][-1]), 1.0)
    x = Scale(0.0, most, plot.left, plot.right)
    across = x(column["contacts"])
    low, high = (plot.y(column[name]) for name in ("leavers_low", "leavers_high"))
    chart.area(across, low, high, look.series, look.measure("interval_alpha"))
    axis = look.chart("axis")
    chart.line(across, plot.y(column["at_random"]), axis, look.measure("reference_width"), dashed=True)
    base_line(chart, plot)
    chart.line(across, plot.y(column["leavers"]), look.series, look.measure("series_width"))
    chosen = attribute(table, "chosen")
    here, reached = x(chosen.contacts), plot.y(chosen.leavers)
    chart.line([here, here], [plot.y(0.0), reached], axis, look.measure("reference_width"), dashed=True)
    chart.mark(
        here, reached, "circle", look.series, 2 * look.measure("marker_radius"), edge=look.colour("raised")
    )
    random_name = words("At random")
    end = plot.right - look.text_width(random_name)
    chart.label(end, plot.y(float(column["at_random"][-1]) * 0.5), random_name, colour="muted")
    _hits(chart, table, across, plot.y(column["leavers"]))
    places = ticks_from_zero(most, TICKS, whole=True)
    places = places[places <= most]
    names_below(chart, plot, x(places), [words.count(place) for place in places])
    return chart


def _hits(chart: Chart, table: pd.DataFrame, across: np.ndarray, up: np.ndarray) -> None:
    """Make places along the curve answer."""
    for place, (row, x, y) in enumerate(zip(rows(table), across, up, strict=True)):
        if place % POINTED_EVERY == 0:
            sentence = phrase(
                "{contacts:count} contacts: {leavers:count} leavers ({share:share0}), {alarms:count} false "
                "alarms",
                contacts=row.contacts, leavers=row.leavers, share=row.reached_share, alarms=row.false_alarms,
            )  # fmt: skip
            chart.hit_point(x, y, f"{row.contacts}", sentence)


ENTRY = FigureRecipe(
    key="contact_choice",
    name=phrase("Leavers reached by contacts"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "contacts": (phrase("Contacts"), "count"),
            "leavers": (phrase("Leavers reached"), "number"),
            "leavers_low": (phrase("At least"), "number"),
            "leavers_high": (phrase("At most"), "number"),
            "false_alarms": (phrase("False alarms"), "number"),
            "reached_share": (phrase("Share of all leavers"), "share"),
            "at_random": (phrase("At random"), "number"),
            "threshold_share": (phrase("Probability of the last one"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("No forecast was tested, so nothing can be expected."),
    order=72,
)
