"""What more retention would bring: profit month by month, as it is and raised."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scenario_lines import ScenarioPaths, draw_paths
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
    if attribute(table, "points") == 0:
        total = words.short_money(float(table["profit"].iloc[-1]), attribute(table, "currency"))
        return words("As it is: {amount} profit in {months} months", amount=total, months=len(table) - 1)
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
    paths = ScenarioPaths(
        now=table["profit"].to_numpy(dtype=np.float64),
        raised=table["profit_raised"].to_numpy(dtype=np.float64),
        said=lambda amount: words.short_money(amount, currency),
        sentence=lambda month, amount: phrase(
            "After {month} months: {amount}", month=month, amount=Money(amount, currency)
        ),
    )
    draw_paths(chart, paths, words)
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
