"""Findings: what was noticed in the data, how many rows it touches, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from retention_desk.foundation.touched_rows import RowReference as RowReference
from retention_desk.foundation.touched_rows import TouchedRows as TouchedRows
from retention_desk.foundation.wording import Phrase

Severity = Literal["note", "look", "problem"]


_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in the data.

    Parameters
    ----------
    code : str
        Stable key, the name of the check: ``missing_customer_id``, ``exact_duplicates``…
    severity : {"note", "look", "problem"}
        A note needs nothing; ``look`` waits for a person (counted in the rail).
    rows : int
        Rows touched.
    text, done : Phrase
        What was found, and what was done about it.
    file, sheet, column : str
        Where; empty when it concerns the whole import.
    amount : float or None
        Money touched, in the currency of the data.
    touched : tuple of TouchedRows
        All rows touched, sheet by sheet; empty when it concerns no rows. Two findings that say the same are
        equal whatever rows they list.
    setting : str or None
        Key of the setting that decides what is done, if there is a choice.
    mapping_key : str
        Key of a table in the mapping file that settles it; in the window the Data page does.
    """

    code: str
    severity: Severity
    rows: int
    text: Phrase
    done: Phrase
    file: str = ""
    sheet: str = ""
    column: str = ""
    amount: float | None = None
    touched: tuple[TouchedRows, ...] = field(default=(), compare=False, repr=False)
    setting: str | None = None
    mapping_key: str = ""

    @property
    def examples(self) -> tuple[RowReference, ...]:
        """The first rows touched, five at most."""
        return self.first_rows(_EXAMPLES)

    @property
    def rows_listed(self) -> int:
        """How many rows `touched` lists."""
        return sum(map(len, self.touched))

    def first_rows(self, most: int) -> tuple[RowReference, ...]:
        """Return the first rows touched, `most` of them at most, in the order of files and sheets."""
        found: list[RowReference] = []
        for rows in self.touched:
            if len(found) >= most:
                break
            found += rows.references(most - len(found))
        return tuple(found)
