"""What people typed into a cell, as the key, the day or the text it stands for."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.keywords import keywords
from retention_desk.foundation.leaving_taxonomy import OTHER, LeavingTaxonomy
from retention_desk.foundation.merge_results import CHOICES, DATES
from retention_desk.foundation.project_results import CellValue
from retention_desk.foundation.wording import LANGUAGES, Phrase, Words
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES

ReadDays = Callable[[Sequence[object], tuple[dt.date, dt.date] | None], list[dt.date | None]]
"""``read_days(cells, near) -> days``: None for a cell that is no day, or that can be read two ways."""

_ALIKE: Final = 0.6
_SAID_OTHERWISE: Final = ("status", "outcome")
_MARKS: Final = re.compile(r"^[^\w]+|[^\w)]+$")


@dataclass(frozen=True, eq=False)
class Choices:
    """The answers of one column.

    Attributes
    ----------
    keys : mapping of folded text to key
        Every answer in every language, its key, and what is said otherwise for it.
    nearest : callable
        ``nearest(text) -> key or None``: what a text that is none of them is most like.
    """

    keys: Mapping[str, str]
    nearest: Callable[[str], str | None]

    def key_of(self, text: str) -> str | None:
        """Return the key of an answer however it is written; None when it is none."""
        return self.keys.get(folded(text))


def choices_of(taxonomy: LeavingTaxonomy, own: Mapping[str, Mapping[str, str]]) -> Mapping[str, Choices]:
    """Return the answers of each column.

    Parameters
    ----------
    taxonomy : LeavingTaxonomy
        The reasons for leaving.
    own : mapping of column to mapping of text to key
        Answers as the workbook itself lists them.
    """
    labels: Mapping[str, Mapping[str, Phrase]] = {
        "status": STATUSES, "outcome": OUTCOMES, "leaving_reason": taxonomy.names,
    }  # fmt: skip
    found = {}
    for column in CHOICES:
        keys = {folded(text): key for text, key in own.get(column, {}).items()}
        for key, label in labels[column].items():
            for text in (key, *(Words(language)(label) for language in LANGUAGES)):
                keys.setdefault(folded(text), key)
        if column in _SAID_OTHERWISE:
            for key, texts in keywords(column).items():
                for text in texts:
                    keys.setdefault(folded(text), key)
        found[column] = Choices(keys, _nearest(column, keys, taxonomy))
    return MappingProxyType(found)


def _nearest(column: str, keys: Mapping[str, str], taxonomy: LeavingTaxonomy) -> Callable[[str], str | None]:
    @cache
    def nearest(text: str) -> str | None:
        if column == "leaving_reason":
            reason = taxonomy.reason_of(text)
            if reason != OTHER:
                return reason
        alike = difflib.get_close_matches(folded(text), keys, n=1, cutoff=_ALIKE)
        return keys[alike[0]] if alike else None

    return nearest


def folded(text: str) -> str:
    """Return a text without what does not tell answers apart: case, width, marks before and after, spaces."""
    plain = unicodedata.normalize("NFKC", text).replace("_", " ").casefold()
    return " ".join(_MARKS.sub("", plain).split())


def typed_text(cell: object) -> str:
    """Return what a cell says as text: whole numbers without decimals, days as ISO."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    return str(cell).replace("\r\n", "\n").strip()


def typed_own(cell: object) -> CellValue:
    """Return a cell of a column that people added: a number, a day or a text."""
    if isinstance(cell, (bool, float)):
        return cell
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell
    return typed_text(cell) or None


def is_date_column(column: str) -> bool:
    """Return whether a column holds days."""
    return column in DATES
