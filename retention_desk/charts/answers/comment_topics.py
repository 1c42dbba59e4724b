"""What comments are about, as bars."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.feedback_results import CommentTopics
from retention_desk.foundation.wording import Words, phrase


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["topic", "comments", "customers", "mean_score"]
    if not isinstance(answer, CommentTopics) or not answer.keys:
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({"topic": list(answer.names)}, index=list(answer.keys))
    table["comments"], table["customers"] = answer.comments, answer.customers
    table["mean_score"] = answer.mean_score
    table.attrs = facts(n=answer.n, without=answer.without)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    first = table.iloc[0]
    return words("Most comments are about: {topic}", topic=first["topic"])


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Comments by keyword, several may apply · n = {n:count} · {without:count} about none of these",
        n=attribute(table, "n"), without=attribute(table, "without"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    bars = [
        Bar(
            key=str(row.Index),
            name=words(row.topic),
            length=float(row.comments),
            figure=words.count(row.comments),
            beside=(
                words("mean score {score}", score=words.number(row.mean_score))
                if row.mean_score == row.mean_score
                else ""
            ),
            colour=look.series,
            sentence=phrase(
                "{topic}: {comments:count} comments of {customers:count} customers",
                topic=row.topic, comments=row.comments, customers=row.customers,
            ),
        )
        for row in rows(table)
    ]  # fmt: skip
    horizontal_bars(chart, bars)
    return chart


def _members(answer: Any, key: str) -> Chosen | None:
    """Return who spoke of a topic."""
    if not isinstance(answer, CommentTopics) or key not in answer.keys or not answer.members:
        return None
    place = answer.keys.index(key)
    text = phrase("comments about: {topic}", topic=answer.names[place])
    return Chosen("comment_topic", key, text, answer.members[place])


ENTRY = FigureRecipe(
    key="comment_topics",
    name=phrase("What comments are about"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "topic": (phrase("Topic"), "text"),
            "comments": (phrase("Comments"), "count"),
            "customers": (phrase("Customers"), "count"),
            "mean_score": (phrase("Mean score"), "number"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs survey answers with comments."),
    height=lambda table: bars_height(len(table), Look().size("table_row")),
    order=60,
    members=_members,
)
