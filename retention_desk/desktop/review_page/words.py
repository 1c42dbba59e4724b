"""Returned cells in words: columns, values, who and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.merge_results import OWN_COLUMN, WhoFrom
from retention_desk.foundation.project_results import CellValue
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES

COLUMN_NAMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "owner": phrase("Owner"),
        "due": phrase("Due"),
        "status": phrase("Action status"),
        "outcome": phrase("Outcome"),
        "leaving_reason": phrase("Reason for leaving"),
        "contacted_on": phrase("Contacted on"),
        "note": phrase("Note"),
        "play": phrase("Play"),
        "name": phrase("Name"),
        "channel": phrase("Channel"),
    }
)
WHO_FROM: Final[Mapping[WhoFrom, Phrase]] = MappingProxyType(
    {
        "properties": phrase("named by the file’s properties"),
        "file_name": phrase("named by the file’s name"),
        "owner": phrase("the owner of all rows changed"),
        "file": phrase("nobody is named in it"),
    }
)


def column_name(key: str) -> Text:
    """Return what a column is called; a column people added is called by its own header."""
    if key.startswith(OWN_COLUMN):
        return key.removeprefix(OWN_COLUMN)
    return COLUMN_NAMES.get(key, key)


class CellWords:
    """Says cells of returned workbooks in the language of the window.

    Parameters
    ----------
    words : Words
    settings : AnalysisSettings
        Their reasons for leaving have names.
    names : mapping of customer ID to name, optional
        Of the customers that have one.

    Notes
    -----
    Tens of thousands of cells say few different things: what was said once is remembered.
    """

    def __init__(
        self, words: Words, settings: AnalysisSettings, names: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.words = words
        self._names = names
        self._cells: dict[tuple[str, type, CellValue], str] = {}
        self._times: dict[dt.datetime | None, str] = {}
        self._columns: dict[str, str] = {}
        self._choices: Mapping[str, Mapping[str, Phrase]] = {
            "status": STATUSES,
            "outcome": OUTCOMES,
            "leaving_reason": leaving_taxonomy(settings.figures).names,
        }

    def choices(self, column: str) -> Mapping[str, Phrase]:
        """Return key and name of the answers that a column allows; none where anything may be typed."""
        return self._choices.get(column, MappingProxyType({}))

    def cell(self, column: str, value: CellValue) -> str:
        """Return a cell as people read it; an empty one says so."""
        key = (column, type(value), value)
        said = self._cells.get(key)
        if said is None:
            said = self._cells[key] = self._cell(column, value)
        return said

    def column(self, key: str) -> str:
        """Return what a column is called."""
        said = self._columns.get(key)
        if said is None:
            said = self._columns[key] = say(column_name(key), self.words)
        return said

    def _cell(self, column: str, value: CellValue) -> str:
        if value is None or value == "":
            return self.words("empty")
        known = self.choices(column)
        if isinstance(value, str) and value in known:
            return self.words(known[value])
        if isinstance(value, bool):
            return self.words.yesno(value)
        if isinstance(value, dt.date):
            return self.words.date(value)
        if isinstance(value, float):
            return self.words.number(value, 0 if value.is_integer() else 2)
        return value

    def customer(self, customer_id: str) -> str:
        """Return the name of a customer with the ID, or the ID alone."""
        name = self._names.get(customer_id, "")
        return (
            f"{name} · {customer_id}" if name and name != customer_id else customer_id or self.words("nobody")
        )

    def person(self, who: str) -> str:
        """Return who it was; somebody unknown is said to be."""
        return who or self.words("unknown person")

    def when(self, at: dt.datetime | None) -> str:
        """Return day and time of a moment (UTC) where this computer is."""
        said = self._times.get(at)
        if said is None:
            here = None if at is None else at.astimezone()
            unknown = self.words("at an unknown time")
            said = unknown if here is None else f"{self.words.date(here.date())} {here:%H:%M}"
            self._times[at] = said
        return said
