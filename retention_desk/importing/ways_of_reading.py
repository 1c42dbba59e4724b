"""How the dates and numbers of each column of a table are to be read, as far as anybody has said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from retention_desk.foundation.dataset import ColumnMapping, RawTable


class ColumnWay(TypedDict):
    """Order of day and month, decimal sign (None = the column decides), sign to guess, date system."""

    day_first: bool | None
    decimal: str | None
    hint: str | None
    from_1904: bool


@dataclass(frozen=True, slots=True)
class WaysOfReading:
    """What is said about the columns of a table.

    Attributes
    ----------
    mapping : ColumnMapping
    day_first : bool or None
        For columns of which the mapping does not say.
    hint : str or None
        Decimal sign of the language that a file separated by semicolons is mostly written in.
    from_1904 : bool
        Serial numbers count days from 1904.
    """

    mapping: ColumnMapping
    day_first: bool | None = None
    hint: str | None = None
    from_1904: bool = False

    @classmethod
    def of(cls, raw: RawTable, mapping: ColumnMapping, day_first: bool | None) -> WaysOfReading:
        """Return what is said about the columns of a raw table; `day_first` is the setting's."""
        order = mapping.day_first if mapping.day_first is not None else day_first
        return cls(mapping, order, "," if raw.delimiter == ";" else None, raw.from_1904)

    def of_column(self, header: str) -> ColumnWay:
        """Return how a column is to be read."""
        return ColumnWay(
            day_first=self.mapping.day_first_of.get(header, self.day_first),
            decimal=self.mapping.decimal_of.get(header, self.mapping.decimal),
            hint=self.hint,
            from_1904=self.from_1904,
        )
