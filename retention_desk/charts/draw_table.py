"""The picture of a recipe's table: what figures and answers have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retention_desk.charts.canvas import Chart, wrapped
from retention_desk.charts.recipe import FigureRecipe
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words

if TYPE_CHECKING:
    import pandas as pd


def draw_table(recipe: FigureRecipe, table: pd.DataFrame, words: Words, look: Look) -> Chart:
    """Return the chart of a table, or the reason in its place.

    A chart that needs a height gets it: with titles the sheet grows to it, without it is as high as the look.
    """
    why = recipe.why_empty(table)
    if why is not None:
        return sentence_chart(words(why), look)
    if recipe.height is not None:
        height = recipe.height(table)
        if look.with_titles:
            probe = Chart(look.sized(look.width, height))
            probe.titled(recipe.title(table, words), recipe.subtitle(table, words))
            look = look.sized(look.width, round(height + probe.top) + look.space("m"))
    return recipe.draw(table, words, look)


def sentence_chart(said: str, look: Look) -> Chart:
    """Return a sheet with nothing but a sentence on it."""
    chart = Chart(look)
    margin = float(look.space("l"))
    lines = wrapped(look.readable(said), look.width - 2 * margin, look, "caption")
    line = look.line_height("caption")
    first = (look.height - (len(lines) - 1) * line) / 2
    for place, text in enumerate(lines):
        chart.label(margin, first + place * line, text, colour="muted")
    return chart
