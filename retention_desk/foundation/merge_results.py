"""What came back in filled-in workbooks, and what their merge gives: frozen, language-free.

A returned workbook is *read* (`ReturnedWorkbook`), what it changes against the list as handed out is *kept*
for good (`KeptReturn`: a file and its edits), and what holds is *derived* from everything kept
(`returned_cells.cells_that_hold`). It therefore does not matter in which order files come, nor how often.

Who and when
------------
A file speaks for one person, and a person speaks through the newest of his or her files. Who it is, is told
by the file's properties (last saved by), else by what its name has more than the name it was handed out
under, else by the one owner of all rows changed, else it is the file itself (`WhoFrom`). When is the time at
which the file was last saved, in its properties; for files of one time the day of contact in the row decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.project_results import CellValue, ReturnedEdit

if TYPE_CHECKING:
    import pandas as pd

FILL_IN: Final = ("owner", "due", "status", "outcome", "leaving_reason", "contacted_on", "note")
"""Machine keys of the columns that people fill in."""
CHOICES: Final = ("status", "outcome", "leaving_reason")
"""Those of them whose cells are keys of a list."""
DATES: Final = ("due", "contacted_on")
OWN_COLUMN: Final = "+"
"""Begins the key of a column that people added: ``+`` and its header."""

WhoFrom = Literal["properties", "file_name", "owner", "file"]


class CellKey(NamedTuple):
    """A cell of a list, whatever workbook it stands in; also the key of a conflict."""

    list_id: str
    customer_id: str
    column: str


# -- as read ---------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class ReturnedSheet:
    """The rows of one sheet of a returned workbook.

    Attributes
    ----------
    name : str
    key : str
        What it was handed out as: ``actions``, ``actions_high`` …; ``""`` when it no longer says.
    rows : DataFrame
        ``customer_id`` (str), ``row`` (as Excel numbers it), ``is_keyed`` (bool: found by its hidden key;
        of a row found by its customer alone only filled cells count), and one column per fill-in or added
        column that the sheet has: keys of the choices, dates, texts, numbers; None where the cell is empty
        or could not be read (see `ReturnedWorkbook.not_read`).
    """

    name: str
    rows: pd.DataFrame
    key: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The fill-in and added columns that the sheet has."""
        return tuple(name for name in self.rows.columns if name not in {"customer_id", "row", "is_keyed"})


@dataclass(frozen=True, slots=True)
class CellNotRead:
    """A cell that people filled in and that is no choice, no date or has no value: told, never taken.

    Attributes
    ----------
    customer_id, column : str
    text : str
        What stands in it.
    sheet : str
    row : int
        As Excel numbers it.
    nearest : str or None
        Key of the choice that it is most like; None when it is like none.
    """

    customer_id: str
    column: str
    text: str
    sheet: str
    row: int
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that a person added by hand.

    Attributes
    ----------
    customer_id : str
        As typed; ``""`` when nobody is named.
    values : mapping of column key to cell
        All filled cells of the row: what people fill in, ``play``, ``name`` … and columns of their own.
    sheet : str
    row : int
    """

    customer_id: str
    values: Mapping[str, CellValue]
    sheet: str
    row: int


@dataclass(frozen=True, eq=False)
class ReturnedWorkbook:
    """One filled-in workbook as read, before it is compared with anything.

    Attributes
    ----------
    list_id : str
        The list it says it is; ``""`` when it no longer says.
    file, file_hash : str
        Its name, and the SHA-256 of its bytes.
    who, who_from : str, WhoFrom
        The colleague who filled it in, as far as the file tells, and what told so.
    saved_at : datetime or None
        UTC; when it was last saved, as far as the file tells.
    as_of : date or None
    language : str
        ``""`` when unknown.
    sent : DataFrame or None
        The list as it was handed out, of the hidden sheet: ``customer_id``, ``play``, ``arm`` and `FILL_IN`;
        None when that sheet is missing or damaged.
    sheets : tuple of ReturnedSheet
    added : tuple of AddedRow
    not_read : tuple of CellNotRead
    findings : tuple of Finding
        What was noticed: a key column that is gone, columns renamed, rows twice, a list recognised otherwise.
    settings_toml, anonymised : str
        The settings in it, the mark of the key it was anonymised with; ``""`` when there is none.
    is_part : bool
        The file broke off: that a row is missing says nothing.
    """

    list_id: str
    file: str
    file_hash: str
    who: str
    who_from: WhoFrom
    saved_at: dt.datetime | None
    as_of: dt.date | None
    language: str
    sent: pd.DataFrame | None
    sheets: tuple[ReturnedSheet, ...]
    added: tuple[AddedRow, ...] = ()
    not_read: tuple[CellNotRead, ...] = ()
    findings: tuple[Finding, ...] = ()
    settings_toml: str = ""
    anonymised: str = ""
    is_part: bool = False


@dataclass(frozen=True, eq=False)
class HandedOutList:
    """A list as the project handed it out: what returned workbooks are compared with.

    Attributes
    ----------
    list_id : str
    as_of : date or None
    rows : DataFrame
        See `handed_out.handed_out_rows`.
    """

    list_id: str
    as_of: dt.date | None
    rows: pd.DataFrame


# -- as kept ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ManualAction:
    """A row added by hand, kept as an action of its own.

    Attributes
    ----------
    list_id, customer_id : str
        The list whose workbook it was added to; who it is about, as typed.
    values : mapping of column key to cell
    who, file, file_hash : str
    saved_at : datetime or None
    """

    list_id: str
    customer_id: str
    values: Mapping[str, CellValue]
    who: str
    file: str
    file_hash: str
    saved_at: dt.datetime | None = None


@dataclass(frozen=True, eq=False)
class KeptReturn:
    """What is kept of a returned workbook: enough to derive what holds, whatever comes later.

    Attributes
    ----------
    list_id, file, file_hash, who : str
    who_from : WhoFrom
    saved_at : datetime or None
        UTC; when the file was last saved.
    n_rows : int
        Rows of the list found in it.
    removed : frozenset of str
        Customers of the list whose rows are not in it.
    columns : frozenset of str
        Fill-in and added columns that it has.
    edits : tuple of ReturnedEdit
        Its cells that differ from the list as handed out.
    manual : tuple of ManualAction
    not_read : frozenset of (customer_id, column)
        Cells in which something stands that could not be read: it says nothing about them.
    merged_at : datetime or None
        UTC; None before it is kept.
    """

    list_id: str
    file: str
    file_hash: str
    who: str
    who_from: WhoFrom
    saved_at: dt.datetime | None
    n_rows: int
    removed: frozenset[str]
    columns: frozenset[str]
    edits: tuple[ReturnedEdit, ...]
    manual: tuple[ManualAction, ...] = ()
    not_read: frozenset[tuple[str, str]] = frozenset()
    merged_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a conflict was settled.

    Attributes
    ----------
    key : CellKey
    value : cell
        What holds.
    between : tuple of cells
        The values that stood against each other: another value opens the conflict again.
    who : str
        Who settled it.
    at : datetime or None
        UTC; None before it is kept.
    """

    key: CellKey
    value: CellValue
    between: tuple[CellValue, ...]
    who: str = ""
    at: dt.datetime | None = None


# -- as merged -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that came back with different values.

    Attributes
    ----------
    key : CellKey
    before : cell
        As handed out.
    sides : tuple of ReturnedEdit
        One per person and value, the newest first; two of one file are a conflict of that file with itself.
    """

    key: CellKey
    before: CellValue
    sides: tuple[ReturnedEdit, ...]

    @property
    def values(self) -> tuple[CellValue, ...]:
        """The different values, the newest first."""
        return tuple(dict.fromkeys(side.value for side in self.sides))

    @property
    def is_within_one_file(self) -> bool:
        """Whether one file says both."""
        return len({side.file_hash for side in self.sides}) == 1


@dataclass(frozen=True, eq=False)
class CellsThatHold:
    """What holds of everything that came back.

    Attributes
    ----------
    edits : mapping of CellKey to ReturnedEdit
        The cell's value now; of a settled conflict, the value it was settled to.
    conflicts : tuple of Conflict
        Still open: what was handed out stays in those cells.
    settled : tuple of Conflict
        Those that a settlement decides.
    superseded : tuple of ReturnedEdit
        What people said and changed in a newer file of theirs, or what a settlement decided against.
    manual : tuple of ManualAction
    """

    edits: Mapping[CellKey, ReturnedEdit]
    conflicts: tuple[Conflict, ...]
    settled: tuple[Conflict, ...] = ()
    superseded: tuple[ReturnedEdit, ...] = ()
    manual: tuple[ManualAction, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A row of the list that is not in somebody's workbook: shown; the action stays."""

    list_id: str
    customer_id: str
    who: str
    file: str


@dataclass(frozen=True, slots=True)
class NotMerged:
    """A file from which nothing could be taken, and why."""

    file: str
    error: UserFacingError


@dataclass(frozen=True, eq=False)
class Merge:
    """What merging returned workbooks gives; nothing is changed until a project keeps it.

    Attributes
    ----------
    returns : tuple of KeptReturn
        The workbooks that are new, to be kept.
    known : tuple of str
        Names of the files that were merged before, byte for byte, or given twice: they change nothing.
    taken : tuple of ReturnedEdit
        Cells whose value is new through this merge.
    conflicts : tuple of Conflict
        Open ones of the lists merged; nothing of these cells is taken.
    settlements : tuple of Settlement
        New ones, by the caller's choice or by what is preferred; to be kept.
    undone : tuple of ReturnedEdit
        Cells whose value held before and no longer does: their person took it back, or somebody now says
        otherwise.
    agreed : int
        Cells of the new workbooks that say what holds already, or what another of them says as well.
    superseded : tuple of ReturnedEdit
        Cells of the new workbooks that do not hold, for their person said otherwise later or the conflict is
        settled against them.
    removed : tuple of RemovedRow
    manual : tuple of ManualAction
        Rows added by hand that are new through this merge.
    not_read : mapping of file name to tuple of CellNotRead
    findings : tuple of Finding
    not_merged : tuple of NotMerged
    """

    returns: tuple[KeptReturn, ...]
    known: tuple[str, ...]
    taken: tuple[ReturnedEdit, ...]
    conflicts: tuple[Conflict, ...]
    settlements: tuple[Settlement, ...] = ()
    undone: tuple[ReturnedEdit, ...] = ()
    agreed: int = 0
    superseded: tuple[ReturnedEdit, ...] = ()
    removed: tuple[RemovedRow, ...] = ()
    manual: tuple[ManualAction, ...] = ()
    not_read: Mapping[str, tuple[CellNotRead, ...]] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    not_merged: tuple[NotMerged, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.returns and not self.settlements
