"""A chart of an analysis in a card: answer, picture and table come from one recipe of `charts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

import numpy as np

from retention_desk.desktop.chart_view import ChartFrame
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table_columns import ColumnSpec, Kind
from retention_desk.desktop.widgets.chart_card import ChartCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words

if TYPE_CHECKING:
    import pandas as pd

    from retention_desk.charts.recipe import FigureRecipe

_KINDS: Final[dict[str, Kind]] = {
    "count": "count",
    "share": "share",
    "money": "money",
    "number": "number",
    "date": "date",
    "points": "points",
}


class _RecipeChart(ChartCard):
    """Shows what a recipe of `charts` makes of an analysis or an answer."""

    def __init__(self, key: str, desk: Desk, *, least_height: int | None = None, keep: bool = False) -> None:
        super().__init__(desk.words, least_height=least_height)
        self.key = key
        self._desk, self._keep = desk, keep
        self._shown: tuple[Callable[[], object], str] | None = None

    def _is_shown(self, source: object, remember: Callable[[], object]) -> bool:
        """Whether this very thing is shown in this language; from now on it is what `remember` gives."""
        before, language = self._shown, self._desk.words.language
        self._shown = (remember, language)
        return before is not None and before[0]() is source and before[1] == language

    def _show(self, recipe: FigureRecipe, source: Any, currency: str | None) -> None:
        from retention_desk.charts.style import Look

        words = self._desk.words
        table = recipe.tabulate(source, None)
        why = recipe.why_empty(table)
        self.setVisible(why is None or self._keep)
        if why is not None:
            self.show_chart(recipe.name, why, None)
            return

        def draw(frame: ChartFrame) -> Any:
            look = Look(
                frame.scheme,
                frame.language,
                frame.width,
                frame.height,
                frame.scale,
                with_titles=frame.with_titles,
            )
            return recipe.draw(table, Words(frame.language), look)

        if recipe.height is not None:
            self.view.set_least_height(recipe.height(table))
        self.show_chart(
            recipe.title(table, words),
            recipe.subtitle(table, words),
            draw,
            lambda: chart_table(table, recipe.columns, words, currency),
        )


class AnalysisChart(_RecipeChart):
    """Shows the figure `key` of an analysis; hidden where there is nothing to draw.

    Parameters
    ----------
    key : str
        Of the catalogue of figures.
    desk : Desk
    least_height : int or None
        Height in pixels below which the chart does not go.
    keep : bool
        Stay in view with the reason where there is nothing to draw.
    """

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the figure of an analysis; nothing is drawn twice."""
        if self._is_shown(analysis, ref(analysis)):
            return
        from retention_desk.charts.draw_figure import figure_recipes

        self._show(figure_recipes()[self.key], analysis, analysis.data.currency)


class AnswerChart(_RecipeChart):
    """Shows the answer to a question as the chart `key` of the catalogue of answers; parameters likewise."""

    def show_answer(self, answer: object, currency: str | None = None) -> None:
        """Show an answer; nothing is drawn twice.

        Parameters
        ----------
        answer : object or None
            What the question gave; None says why there is nothing.
        currency : str or None
            Of the amounts in it.
        """
        if self._is_shown(answer, lambda: answer):
            return
        from retention_desk.charts.draw_answer import answer_recipes

        self._show(answer_recipes()[self.key], answer, currency)


def chart_table(
    table: pd.DataFrame, columns: Mapping[str, tuple[Phrase, str]], words: Words, currency: str | None
) -> tuple[Sequence[ColumnSpec], Mapping[str, Any]]:
    """Return the numbers of a chart as columns of a table, in its language."""
    specs, values = [], {}
    for name in table.columns:
        title, kind = columns.get(name, (str(name), "text"))
        shown: Kind = _KINDS.get(kind, "text")
        specs.append(ColumnSpec(str(name), title, shown, width=130, currency=currency))
        raw = table[name]
        if shown == "text":
            values[str(name)] = np.array([_said(cell, words) for cell in raw], dtype=object)
        elif shown == "date":
            values[str(name)] = raw.to_numpy().astype("datetime64[D]")
        else:
            values[str(name)] = raw.to_numpy(dtype=np.float64, na_value=np.nan)
    return specs, values


def _said(cell: Any, words: Words) -> str:
    return words(cell) if isinstance(cell, Phrase) else str(cell)
