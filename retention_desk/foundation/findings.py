"""Findings: what was noticed in the data, how many rows it touches, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retention_desk.foundation.wording import Phrase

Severity = Literal["note", "look", "problem"]


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row of a source file as a person finds it: file name, sheet, row number in Excel (1-based)."""

    file: str
    sheet: str
    row: int


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
    examples : tuple of RowReference
        The first rows touched.
    setting : str or None
        Key of the setting that decides what is done, if there is a choice.
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
    examples: tuple[RowReference, ...] = ()
    setting: str | None = None
