"""How unevenly revenue or lifetime value is spread over customers: the Lorenz curve, the best tenth named."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.lorenz import Lorenz, draw_lorenz
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.style import Look
from retention_desk.foundation.value_results import Concentration
from retention_desk.foundation.wording import Phrase, Words, phrase

TENTH = 0.1


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, Concentration):
        return pd.DataFrame(columns=["customers_share", "held_share"])
    table = pd.DataFrame({"customers_share": answer.customers_share, "held_share": answer.held_share})
    table.attrs = facts(
        n=answer.n, top_share=answer.top_tenth_share, gini=answer.gini, half=answer.half_held_by_share,
        top_customers=math.ceil(round(TENTH * answer.n, 9)), of=answer.of,
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    share = attribute(table, "top_share")
    if attribute(table, "of") == "value":
        return words("The top tenth brings {share:share} of lifetime value", share=share)
    return words("The top tenth brings {share:share} of revenue", share=share)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "{half:share} of customers hold half · Gini {gini:number2} · n = {n:count}",
        half=attribute(table, "half"), gini=attribute(table, "gini"), n=attribute(table, "n"),
    )  # fmt: skip


def _most_revenue(n: int, share: float) -> Phrase:
    return phrase("The {n:count} customers with most revenue hold {share:share} of it", n=n, share=share)


def _worth_most(n: int, share: float) -> Phrase:
    return phrase("The {n:count} customers worth most hold {share:share} of lifetime value", n=n, share=share)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    of_value = attribute(table, "of") == "value"
    curve = Lorenz(
        customers_share=table["customers_share"].to_numpy(),
        held_share=table["held_share"].to_numpy(),
        n=attribute(table, "n"),
        top_customers=attribute(table, "top_customers"),
        top_share=attribute(table, "top_share"),
        alike=words("if all were worth alike") if of_value else words("if all spent alike"),
        said=_worth_most if of_value else _most_revenue,
    )
    draw_lorenz(chart, curve, words)
    return chart


ENTRY = FigureRecipe(
    key="concentration",
    name=phrase("Held by the best customers"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "customers_share": (phrase("Customers, best first"), "share"),
            "held_share": (phrase("Held"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs customers with revenue or a lifetime value."),
    order=34,
)
