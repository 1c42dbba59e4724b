"""How many customers are at each stage of their life with the business."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import by_code
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import STAGES
from retention_desk.foundation.wording import Words, phrase


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    codes = analysis.segments.stage
    known = codes[codes >= 0]
    counts = np.bincount(known, minlength=len(STAGES))
    table = pd.DataFrame(
        {"stage": list(STAGES.values()), "customers": counts, "share": counts / max(len(known), 1)},
        index=list(STAGES),
    )
    table.attrs = facts(n=len(known), unknown=len(codes) - len(known))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    largest = table.iloc[int(table["customers"].to_numpy().argmax())]
    share = share_in_words(largest["share"], words)
    return words("{share} of customers: {stage}", share=share, stage=largest["stage"]).strip()


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = words("Customers by lifecycle stage · n = {n:count}", n=attribute(table, "n"))
    if not attribute(table, "unknown"):
        return said
    return said + words(" · {n:count} without a known stage", n=attribute(table, "unknown"))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    bars = [
        Bar(
            key=row.Index,
            name=words(row.stage),
            length=row.customers,
            figure=words.count(row.customers),
            beside=words.share(row.share),
            colour=look.series,
            sentence=phrase(
                "{stage}: {n:count} customers, {share:share}",
                stage=row.stage,
                n=row.customers,
                share=row.share,
            ),
        )
        for row in rows(table)
    ]
    horizontal_bars(chart, bars)
    return chart


ENTRY = FigureRecipe(
    key="stage_counts",
    name=phrase("Customers by lifecycle stage"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "stage": (phrase("Stage"), "text"),
            "customers": (phrase("Customers"), "count"),
            "share": (phrase("Share"), "share"),
        }
    ),
    empty=lambda table: (
        None if attribute(table, "n") else phrase("Needs orders, subscriptions or a churn label.")
    ),
    height=lambda table: bars_height(len(table), Look().size("table_row")),
    order=110,
    members=by_code(
        "stage",
        STAGES,
        lambda analysis: analysis.segments.stage,
        lambda name: phrase("stage = {value}", value=name),
    ),
)
