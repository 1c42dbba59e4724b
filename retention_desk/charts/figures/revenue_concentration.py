"""How much of the revenue the best customers hold: the Lorenz curve, best first."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.lorenz import Lorenz, draw_lorenz
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

POINTS = 200
TENTH = 0.1
FEWEST_BUYERS = 10


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


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    curve = Lorenz(
        customers_share=table["customers_share"].to_numpy(),
        held_share=table["revenue_share"].to_numpy(),
        n=attribute(table, "n"),
        top_customers=attribute(table, "top_customers"),
        top_share=attribute(table, "top_share"),
        alike=words("if all spent alike"),
        said=lambda n, share: phrase(
            "The {n:count} customers with most revenue hold {share:share} of it", n=n, share=share
        ),
    )
    draw_lorenz(chart, curve, words)
    return chart


def _why_empty(table: pd.DataFrame) -> Phrase | None:
    if not len(table):
        return phrase("Needs orders with amounts.")
    n = attribute(table, "n")
    return phrase("Too few to tell: {n:count} buyers, a tenth needs ten.", n=n) if n < FEWEST_BUYERS else None


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return the customers with most revenue, as many as `key` says."""
    book = analysis.intermediate.get("book")
    if book is None or not key.isdigit():
        return None
    buyers = np.flatnonzero(book.gross_total > 0)
    best = buyers[np.argsort(-book.gross_total[buyers], kind="stable")[: int(key)]]
    text = phrase("the {n:count} with most revenue", n=int(key))
    return Chosen("most_revenue", key, text, np.sort(best))


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
    empty=_why_empty,
    order=20,
    members=_members,
)
