"""What each column of a raw table means, and what has to be asked about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """What a column does not tell by itself, and a person is asked.

    Parameters
    ----------
    topic : {"day_first", "decimal"}
        The order of day and month, or the decimal sign.
    header : str
    example : str
        A cell that can be meant in both ways.
    answers : tuple of (answer, what the example then means)
        ``(True, date), (False, date)``, or ``(".", float), (",", float)``.
    guess : bool or str
        The answer used as long as nobody gives one.
    """

    topic: Literal["day_first", "decimal"]
    header: str
    example: str
    answers: tuple[tuple[bool | str, dt.date | float], ...]
    guess: bool | str


@dataclass(frozen=True)
class ColumnMapping:
    """What each column of a raw table means.

    Parameters
    ----------
    file, sheet : str
        The table it belongs to.
    kind : str
        A key of `foundation.columns.TABLES`, or ``"other"`` (not used).
    header_row : int or None
        Row number in the file.
    columns : mapping of canonical key to header
        Canonical columns found.
    features : tuple of str
        Headers kept as features of the customer: of a customer table every other column, of an event table
        those that hardly ever change from row to row of a customer.
    confidence : mapping of canonical key to float
        0–1, one per mapped column.
    reasons : mapping of canonical key to Phrase
        Why the column was taken for it.
    kind_confidence : float
        0–1.
    day_first : bool or None
        Order of day and month in text dates; None = decided from the column.
    skip : bool
        The user leaves the sheet out.
    decimal : str or None
        Decimal sign of text numbers, ``"."`` or ``","``; None = decided from the column.
    preset : str or None
        Key of the export preset that was recognised by its headers.
    aliases : mapping of str to str
        Customer keys that stand for another one: one person, several IDs.
    day_first_of : mapping of header to bool
        Order of day and month of single columns: answered by a person, or told by other files of the import.
    decimal_of : mapping of header to str
        Decimal sign of single columns, likewise.
    questions : tuple of ColumnQuestion
        What no column tells; answered by `with_answer`.
    describes : mapping of canonical key of the customer table to header
        Columns of an event table that tell about its customers (the country in a list of orders).
    """

    file: str
    sheet: str
    kind: str
    header_row: int | None
    columns: Mapping[str, str]
    features: tuple[str, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, Phrase] = field(default_factory=lambda: MappingProxyType({}))
    kind_confidence: float = 1.0
    day_first: bool | None = None
    skip: bool = False
    decimal: str | None = None
    preset: str | None = None
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first_of: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    decimal_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    questions: tuple[ColumnQuestion, ...] = ()
    describes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_answer(self, question: ColumnQuestion, answer: bool | str) -> ColumnMapping:
        """Return the mapping with a question answered."""
        left = tuple(q for q in self.questions if (q.topic, q.header) != (question.topic, question.header))
        if isinstance(answer, bool):
            days = {**self.day_first_of, question.header: answer}
            return replace(self, day_first_of=MappingProxyType(days), questions=left)
        signs = {**self.decimal_of, question.header: answer}
        return replace(self, decimal_of=MappingProxyType(signs), questions=left)
