"""How long customers wait for an answer and for a solution, by type of case."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.feedback_results import ServiceTimes
from retention_desk.foundation.wording import Phrase, Words, phrase

_HALF: Final = phrase("Hours within which half of the cases are.")
_TENTH: Final = phrase("Hours that one case in ten takes longer than.")


class ServiceCard(TableCard):
    """One row per type of case, the commonest first, all of them last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            phrase("Service times"), desk.words, name=phrase("Service times"), searchable=False, dense=True
        )
        self.columns.hide()

    def show_times(self, times: ServiceTimes, words: Words) -> None:
        """Show the service times."""
        self.table.model_.words = words
        values = {
            "type": np.array([words(name) for name in times.types], dtype=object),
            "cases": times.cases.astype(np.float64),
            "response": times.response_median_hours,
            "response_slow": times.response_slowest_hours,
            "solution": times.resolution_median_hours,
            "solution_slow": times.resolution_slowest_hours,
            "first": times.first_contact_share,
        }
        specs = [
            spec
            for spec in _SPECS
            if spec.kind == "text" or np.isfinite(np.asarray(values[spec.key], dtype=np.float64)).any()
        ]
        self.set_table(specs, {spec.key: values[spec.key] for spec in specs})
        size = theme.current().size
        height = size.table_header + len(times.types) * size.table_row_dense
        self.table.setFixedHeight(height + 2 * theme.current().line.border)
        self.set_title(_title(times), _subtitle(times))


def _title(times: ServiceTimes) -> Phrase:
    response, solution = float(times.response_median_hours[-1]), float(times.resolution_median_hours[-1])
    if np.isfinite(response) and np.isfinite(solution):
        return phrase(
            "Half of the cases are answered within {response:number} hours, solved within {solution:number}",
            response=response,
            solution=solution,
        )
    if np.isfinite(response):
        return phrase("Half of the cases are answered within {response:number} hours", response=response)
    if np.isfinite(solution):
        return phrase("Half of the cases are solved within {solution:number} hours", solution=solution)
    return phrase("No case has the dates to tell how long it took")


def _subtitle(times: ServiceTimes) -> Phrase:
    n = int(times.cases[-1])
    if np.isfinite(times.first_contact_share[-1]):
        return phrase(
            "Hours by type of case · {share:share} solved at first contact · n = {n:count}",
            share=float(times.first_contact_share[-1]),
            n=n,
        )
    return phrase("Hours by type of case · n = {n:count}", n=n)


_SPECS: Final = (
    ColumnSpec("type", phrase("Type of case"), width=160, strong=True, stretch=True),
    ColumnSpec("cases", phrase("Cases"), "count", 80),
    ColumnSpec("response", phrase("Answered, half"), "number", 120, tip=_HALF),
    ColumnSpec("response_slow", phrase("Answered, slowest tenth"), "number", 160, tip=_TENTH),
    ColumnSpec("solution", phrase("Solved, half"), "number", 110, tip=_HALF),
    ColumnSpec("solution_slow", phrase("Solved, slowest tenth"), "number", 150, tip=_TENTH),
    ColumnSpec("first", phrase("At first contact"), "share", 110),
)
