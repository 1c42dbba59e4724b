"""How long subscribers stay: the fitted curve beside the share that was counted, with its band."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, space_for_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.lifetime_results import StayCurve
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

COLUMNS = ["period", "fitted", "counted", "low", "high", "at_risk"]
TICKS = 4
MOST_NAMES = 8


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, StayCurve):
        return pd.DataFrame(columns=COLUMNS)
    values = (answer.periods, answer.fitted, answer.counted, answer.low, answer.high, answer.at_risk)
    table = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
    table.attrs = facts(
        unit=answer.period, known=answer.known_periods, n=answer.n, left=answer.left,
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    counted = table[np.isfinite(table["counted"])]
    last = counted.iloc[min(_year(table), len(counted) - 1)]
    sentence = _after(table, int(last["period"]), float(last["counted"]))
    return words(sentence)


def _year(table: pd.DataFrame) -> int:
    return 1 if attribute(table, "unit") == "year" else 12


def _after(table: pd.DataFrame, n: int, share: float) -> Phrase:
    if attribute(table, "unit") == "year":
        return phrase_n(
            "{share:share0} are still there after {n} year",
            "{share:share0} are still there after {n} years",
            n, share=share,
        )  # fmt: skip
    return phrase_n(
        "{share:share0} are still there after {n} month",
        "{share:share0} are still there after {n} months",
        n, share=share,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Still there, % · Kaplan–Meier, 95 % band · n = {n:count} · {left:count} left",
        n=attribute(table, "n"), left=attribute(table, "left"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    period = table["period"].to_numpy(dtype=np.float64)
    known = np.isfinite(table["counted"].to_numpy(dtype=np.float64))
    lines = [
        _line(table, "counted", words("as counted"), look.series, words, steps=True),
        _line(table, "fitted", words("fitted"), look.colour("text"), words),
    ]
    plot = plot_with_grid(
        chart,
        np.linspace(0, 1, TICKS + 1),
        lambda tick: words.count(tick * 100),
        space_right=space_for_names(look, lines),
    )
    x = Scale(0.0, max(float(period[-1]), 1.0), plot.left, plot.right)
    held = np.repeat(x(period[known]), 2)[1:]
    low, high = (
        np.repeat(plot.y(table.loc[known, name].to_numpy(dtype=np.float64)), 2)[:-1]
        for name in ("low", "high")
    )
    chart.area(held, low, high, look.series, look.measure("interval_alpha"))
    draw_lines(chart, plot, x, lines)
    _names(chart, plot, x, table, words)
    return chart


def _line(
    table: pd.DataFrame, column: str, name: str, colour: str, words: Words, *, steps: bool = False
) -> NamedLine:
    shown = table[np.isfinite(table[column])]
    points = tuple((float(row.period), _sentence(table, row)) for row in rows(shown))
    share = shown[column].to_numpy(dtype=np.float64)
    return NamedLine(
        column, name, words.share(share[-1], 0), shown["period"].to_numpy(dtype=np.float64), share, colour,
        steps, dashed=not steps, points=points,
    )  # fmt: skip


def _sentence(table: pd.DataFrame, row: Any) -> Phrase:
    """Return what one period says; periods nobody was followed through have the fitted share alone."""
    n, year = int(row.period), attribute(table, "unit") == "year"
    if not np.isfinite(row.counted):
        if year:
            return phrase_n(
                "After {n} year: fitted {fitted:share}", "After {n} years: fitted {fitted:share}",
                n, fitted=row.fitted,
            )  # fmt: skip
        return phrase_n(
            "After {n} month: fitted {fitted:share}", "After {n} months: fitted {fitted:share}",
            n, fitted=row.fitted,
        )  # fmt: skip
    values = {
        "fitted": row.fitted, "counted": row.counted, "low": row.low, "high": row.high,
        "followed": row.at_risk,
    }  # fmt: skip
    if year:
        return phrase_n(
            "After {n} year: counted {counted:share} ({low:share}–{high:share}), fitted {fitted:share} · "
            "{followed:count} followed",
            "After {n} years: counted {counted:share} ({low:share}–{high:share}), fitted {fitted:share} · "
            "{followed:count} followed",
            n, **values,
        )  # fmt: skip
    return phrase_n(
        "After {n} month: counted {counted:share} ({low:share}–{high:share}), fitted {fitted:share} · "
        "{followed:count} followed",
        "After {n} months: counted {counted:share} ({low:share}–{high:share}), fitted {fitted:share} · "
        "{followed:count} followed",
        n, **values,
    )  # fmt: skip


def _names(chart: Chart, plot: Plot, x: Scale, table: pd.DataFrame, words: Words) -> None:
    ticks = ticks_from_zero(x.high, MOST_NAMES, whole=True)
    ticks = ticks[ticks <= x.high]
    names = [words.count(tick) for tick in ticks]
    last = int(ticks[-1])
    year = attribute(table, "unit") == "year"
    names[-1] = (
        words.plural("{n} year", "{n} years", last) if year else words.plural("{n} month", "{n} months", last)
    )
    names_below(chart, plot, x(ticks), names)


ENTRY = FigureRecipe(
    key="stay_curve",
    name=phrase("How long subscribers stay"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "period": (phrase("Periods"), "count"),
            "fitted": (phrase("Fitted (shifted-beta-geometric)"), "share"),
            "counted": (phrase("Counted (Kaplan–Meier)"), "share"),
            "low": (phrase("Lower bound"), "share"),
            "high": (phrase("Upper bound"), "share"),
            "at_risk": (phrase("Customers followed"), "count"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else phrase("Needs subscriptions, or dates of beginning and leaving, with ten customers who left.")
    ),
    order=37,
)
