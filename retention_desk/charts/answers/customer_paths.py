"""What more retention would keep: customers month by month, as it is and raised."""

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
    if round(attribute(table, "extra")) == 0:
        n = float(table["customers"].iloc[-1])
        return words("As it is: {n:count} customers after {months} months", n=n, months=len(table) - 1)
    return words(
        "{extra:count} more customers after {months} months",
        extra=attribute(table, "extra"), months=len(table) - 1,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Active customers at the end of each month, as they leave by tenure here; no forecast")


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    paths = ScenarioPaths(
        now=table["customers"].to_numpy(dtype=np.float64),
        raised=table["customers_raised"].to_numpy(dtype=np.float64),
        said=words.count,
        sentence=lambda month, n: phrase("After {month} months: {n:count} customers", month=month, n=n),
        whole=True,
    )
    draw_paths(chart, paths, words)
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
