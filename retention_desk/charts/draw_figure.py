"""A figure by its key: its table, its sentence, its picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from retention_desk.charts.recipe import FigureRecipe
from retention_desk.charts.style import Look
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.wording import Words

if TYPE_CHECKING:
    from retention_desk.charts.canvas import Chart
    from retention_desk.foundation.results import Analysis


def figure_recipes() -> Mapping[str, FigureRecipe]:
    """Return all figures by key, in display order."""
    from retention_desk.charts import figures

    return load_catalogue(figures, FigureRecipe)


def figure_keys() -> tuple[str, ...]:
    """Return the keys of all figures, in display order."""
    return tuple(figure_recipes())


def has_data(key: str, analysis: Analysis) -> bool:
    """Return whether a figure has anything to draw."""
    recipe = figure_recipes()[key]
    return recipe.why_empty(recipe.tabulate(analysis, None)) is None


def draw_figure(
    key: str, analysis: Analysis, words: Words, look: Look, previous: Analysis | None = None
) -> Chart:
    """Return a figure of an analysis.

    Parameters
    ----------
    key : str
        Of the catalogue; KeyError when there is none.
    analysis : Analysis
    words : Words
    look : Look
        With titles, the height grows to what the figure needs.
    previous : Analysis, optional
        Shown beside it where the figure compares.

    Returns
    -------
    Chart
        A matplotlib Figure whose ``hits`` say what can be pointed at. Nothing but a sentence is drawn
        when there are no data.
    """
    from retention_desk.charts.draw_table import draw_table

    recipe = figure_recipes()[key]
    table = recipe.tabulate(analysis, previous)
    return draw_table(recipe, table, words, look)
