"""A chart of an analysis in a card: answer, picture and table come from one recipe of `charts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

import numpy as np

from retention_desk.desktop.chart.chart_view import ChartFrame
from retention_desk.desktop.filters import Filter, mark_filter
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec, Kind
from retention_desk.desktop.widgets.chart_card import ChartCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.trace_results import CustomersOf, FigureOf, Traced
from retention_desk.foundation.wording import Phrase, Words

if TYPE_CHECKING:
    import pandas as pd

    from retention_desk.charts.recipe import Chosen, FigureRecipe
    from retention_desk.charts.style import Look

_OF_UNIT: Final[dict[str, tuple[Kind, int | None]]] = {
    "share": ("share", None),
    "money": ("money", 2),
    "count": ("count", None),
    "days": ("count", None),
    "ratio": ("number", 2),
}
_KINDS: Final[dict[str, Kind]] = {
    "count": "count",
    "share": "share",
    "money": "money",
    "number": "number",
    "date": "date",
    "points": "points",
}


class RecipeChart(ChartCard):
    """Shows what a recipe of `charts` makes of an analysis or an answer; parts filter by their customers."""

    def __init__(self, key: str, desk: Desk, *, least_height: int | None = None, keep: bool = False) -> None:
        super().__init__(desk.words, least_height=least_height)
        self.key = key
        self._desk, self._keep = desk, keep
        self._shown: tuple[Callable[[], object], str] | None = None
        self._chosen_of: Callable[[str], Chosen | None] | None = None
        self._drawn: tuple[pd.DataFrame, str] | None = None
        self.clicked.connect(self._choose)
        self.view.redrawn.connect(self._show_chosen)
        self.why_asked.connect(self._explain)
        self.failed.connect(lambda error: desk.window.show_error(error))
        desk.session.session.filtered.connect(self._show_chosen)

    def _is_shown(self, source: object, remember: Callable[[], object]) -> bool:
        """Whether this very thing is shown in this language; from now on it is what `remember` gives."""
        before, language = self._shown, self._desk.words.language
        self._shown = (remember, language)
        return before is not None and before[0]() is source and before[1] == language

    def _show(self, recipe: FigureRecipe, source: Any, currency: str | None) -> None:
        from retention_desk.charts.recipe import attribute

        words = self._desk.words
        table = recipe.tabulate(source, None)
        why = recipe.why_empty(table)
        self.setVisible(why is None or self._keep)
        self._chosen_of = None
        drawn, self._drawn = self._drawn, (table, words.language) if why is None else None
        if why is not None:
            self.set_choosable(False)
            self.show_chart(attribute(table, "label") or recipe.name, why, None)
            return
        if recipe.height is not None:
            self.view.set_least_height(recipe.height(table))
        members, shown = recipe.members, self._shown
        if members is not None and shown is not None:
            self._chosen_of = lambda key: members(shown[0](), key)
        self.set_choosable(members is not None)
        if drawn is not None and drawn[1] == words.language and same_numbers(drawn[0], table):
            self._show_chosen()  # the very same picture: its parts may stand for others
            return
        self.show_chart(
            recipe.title(table, words),
            recipe.subtitle(table, words),
            lambda frame: recipe.draw(table, Words(frame.language), look_of(frame)),
            lambda: chart_table(table, recipe.columns, words, currency),
        )

    # -- what a part stands for ----------------------------------------------------------------

    def part_of(self, key: str) -> Traced | None:
        """Return what a part is to be traced as; the figure shown where a part stands for no customers."""
        chosen = None if self._chosen_of is None or not key else self._chosen_of(key)
        if chosen is not None:
            return CustomersOf(chosen.text, tuple(chosen.customers.tolist()))
        return FigureOf(self.why_key) if self.why_key is not None else None

    def offers_why(self, key: str) -> bool:
        """Return whether a part can be traced."""
        return self.part_of(key) is not None

    def _explain(self, key: str) -> None:
        self._desk.window.explain(self.part_of(key))

    def filter_of(self, key: str) -> Filter | None:
        """Return the filter on the customers of a part, or None where it stands for none."""
        chosen = None if self._chosen_of is None else self._chosen_of(key)
        return None if chosen is None else mark_filter(chosen)

    def can_filter(self, key: str) -> bool:
        """Return whether a part stands for customers."""
        return bool(key) and self.filter_of(key) is not None

    def _choose(self, key: str) -> None:
        wanted = self.filter_of(key)
        if wanted is not None:
            self._desk.session.session.filter_by(wanted)

    def _show_chosen(self) -> None:
        """Outline the parts by whose customers the tables are filtered."""
        if self._chosen_of is None:
            self.view.select(())
            return
        by = {(item.column, str(item.value)) for item in self._desk.session.session.state.filters}
        keys = {hit.key for hit in self.view.hits()} if by else set()
        found = {key: self._chosen_of(key) for key in keys}
        self.view.select(
            [key for key, item in found.items() if item is not None and (item.column, item.value) in by]
        )


def same_numbers(one: Any, two: Any) -> bool:
    """Whether two tables of charts, or what they carry along, are the same in every cell; NaN equals NaN."""
    import pandas as pd

    if type(one) is not type(two):
        return False
    if isinstance(one, (pd.DataFrame, pd.Series)):
        return (
            bool(one.equals(two))
            and same_numbers(one.index, two.index)
            and same_numbers(one.attrs, two.attrs)
        )
    if isinstance(one, pd.Index):
        return bool(one.equals(two))
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and np.array_equal(one, two, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, Mapping):
        return one.keys() == two.keys() and all(same_numbers(one[key], two[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(map(same_numbers, one, two))
    return bool(one == two)


def look_of(frame: ChartFrame) -> Look:
    """Return the look of a frame, as recipes take it."""
    from retention_desk.charts.style import Look as AnyLook

    return AnyLook(
        frame.scheme,
        frame.language,
        frame.width,
        frame.height,
        frame.scale,
        with_titles=frame.with_titles,
    )


class AnalysisChart(RecipeChart):
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


class AnswerChart(RecipeChart):
    """Shows the answer to a question as the chart `key` of the catalogue of answers; parameters likewise."""

    def answer(self) -> object:
        """Return the answer that is shown."""
        return None if self._shown is None else self._shown[0]()

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
    from retention_desk.charts.recipe import attribute

    specs, values = [], {}
    for name in table.columns:
        title, kind = columns.get(name, (str(name), "text"))
        shown, digits = _KINDS.get(kind, "text"), None
        if kind == "unit":
            shown, digits = _OF_UNIT.get(attribute(table, "unit"), ("number", None))
        specs.append(ColumnSpec(str(name), title, shown, width=130, currency=currency, digits=digits))
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
