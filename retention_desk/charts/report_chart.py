"""A figure drawn for paper: its title and subtitle as text, its picture without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from retention_desk.charts.draw_answer import answer_recipes
from retention_desk.charts.draw_figure import figure_recipes
from retention_desk.charts.style import Look
from retention_desk.foundation.report_results import ReportChart
from retention_desk.foundation.wording import Words

if TYPE_CHECKING:
    from retention_desk.foundation.results import Analysis

FINE: Final = 8.0
"""Device pixels per pixel: widths of text are measured almost without hinting, as paper has none."""


def report_chart(
    key: str, analysis: Analysis, words: Words, width: int, height: int, answer: Any = None
) -> ReportChart:
    """Return a figure, or the chart of an answer, in the scheme for print.

    Parameters
    ----------
    key : str
        Of the catalogue of figures; of answers where there is one.
    analysis : Analysis
    words : Words
    width, height : int
        In pixels; a chart that needs a height of its own has that instead.
    answer : object, optional
        What a question gave.
    """
    recipe = figure_recipes()[key] if answer is None else answer_recipes()[key]
    table = recipe.tabulate(analysis if answer is None else answer, None)
    why = recipe.why_empty(table)
    if why is not None:
        return ReportChart(words(recipe.name), "", None, width, 0.0, words(why))
    if recipe.height is not None:
        height = recipe.height(table)
    look = Look.of("print", words.language, width=width, height=height, scale=FINE, with_titles=False)
    figure = recipe.draw(table, words, look)
    return ReportChart(recipe.title(table, words), recipe.subtitle(table, words), figure, width, height)
