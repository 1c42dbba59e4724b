"""What a project file keeps, beside the data: frozen, language-free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

if TYPE_CHECKING:
    import pandas as pd

DueKey = Literal["month", "list", "review", "tiers"]
Verdict = Literal["keep", "fix", "stop", "promote", "note"]
CellValue = str | float | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that may write to a project.

    Attributes
    ----------
    token : str
        Random; tells two openings of one process apart.
    host, user : str
    pid : int
    since, beat : datetime
        When it opened the project, and when it last said that it is still there; UTC.
    """

    token: str
    host: str
    user: str
    pid: int
    since: dt.datetime
    beat: dt.datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data of one day and what was known from them; told apart by `day`.

    Attributes
    ----------
    id : int
    day : date
        The as-of date; the day of saving where nothing is dated.
    as_of : date or None
    saved_at : datetime
        UTC.
    saved_by, program : str
        Who saved it, and the version of the program.
    fingerprint : str
        Of the data as imported.
    n_customers : int
    currency : str or None
    files : tuple of str
        Names of the files imported.
    """

    id: int
    day: dt.date
    as_of: dt.date | None
    saved_at: dt.datetime
    saved_by: str
    program: str
    fingerprint: str
    n_customers: int
    currency: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class KeptScores:
    """What was known of the customers in a month that is kept.

    Attributes
    ----------
    month : Snapshot
    profile : str
        By which the health score was measured then.
    scores : DataFrame
        Index ``customer_id``; columns of `Project.scores`.
    """

    month: Snapshot
    profile: str
    scores: pd.DataFrame


@dataclass(frozen=True)
class Headline:
    """The figures of a snapshot that are shown without loading its data.

    Attributes
    ----------
    metrics : mapping of key to Metric
    totals : mapping of key to number or date
    bands, tiers, stages, rfm_groups : mapping of key to int
        Customers of each; those of none are under ``""``.
    loyalty : mapping of tier name to int
    profile : str
    weights : mapping of indicator key to float
        Of the health score; total 100.
    churn_status : str
    expected_leavers : float or None
        Sum of the known probabilities.
    value_total, value_at_risk : float or None
        None where no customer's is known.
    listed, held_out : int
        Customers of the plan.
    active : int or None
        Customers active at the as-of date.
    """

    metrics: Mapping[str, Metric]
    totals: Mapping[str, Any]
    bands: Mapping[str, int]
    tiers: Mapping[str, int]
    stages: Mapping[str, int]
    rfm_groups: Mapping[str, int]
    loyalty: Mapping[str, int]
    profile: str
    weights: Mapping[str, float]
    churn_status: str
    expected_leavers: float | None
    value_total: float | None
    value_at_risk: float | None
    listed: int
    held_out: int
    active: int | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who did what to the project, and when (UTC)."""

    id: int
    at: dt.datetime
    who: str
    what: str
    text: Phrase = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """An action list as it was handed out.

    Attributes
    ----------
    id : int
    list_id : str
        The identity that its workbook carries.
    saved_at : datetime
        UTC.
    saved_by : str
    as_of : date or None
    listed, held_out : int
    settings_toml : str
        The settings it was made with.
    """

    id: int
    list_id: str
    saved_at: dt.datetime
    saved_by: str
    as_of: dt.date | None
    listed: int
    held_out: int
    settings_toml: str


@dataclass(frozen=True, slots=True)
class ReturnedEdit:
    """One cell that a person filled in.

    Attributes
    ----------
    list_id : str
        The list it belongs to.
    customer_id, column : str
        The row and the machine key of the column.
    before, value : str, float, bool, date or None
        As handed out, and as it came back.
    who : str
        The colleague, as far as the file tells.
    file, file_hash : str
        The workbook it came in, and the SHA-256 of its bytes.
    saved_at : datetime or None
        UTC; when that workbook was last saved, as far as it tells.
    sheet : str
    row : int
        Where the cell stood in it, as Excel numbers rows; 0 unknown.
    contacted_on : date or None
        The day of contact in the same row.
    """

    list_id: str
    customer_id: str
    column: str
    before: CellValue
    value: CellValue
    who: str
    file: str
    file_hash: str
    saved_at: dt.datetime | None = None
    sheet: str = ""
    row: int = 0
    contacted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a play (or about nothing in particular: empty), and why; UTC."""

    id: int
    at: dt.datetime
    who: str
    play: str
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """What a person wrote about a customer; UTC."""

    customer_id: str
    text: str
    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True)
class ProjectAbout:
    """The name of a project, and when (UTC) and by which version of the program it was made."""

    name: str
    created_at: dt.datetime
    program: str


@dataclass(frozen=True, slots=True)
class ProjectBrief:
    """What is said of a project without loading any of its data.

    Attributes
    ----------
    path : Path
    name : str
    as_of : date or None
        Of the latest month; None where no month is kept, or nothing in it is dated.
    n_customers : int
        Of the latest month.
    months : int
    saved_at : datetime or None
        When something was last saved; UTC.
    holder : Holder or None
        Who has it open now.
    """

    path: Path
    name: str
    as_of: dt.date | None
    n_customers: int
    months: int
    saved_at: dt.datetime | None
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class DueTask:
    """Something that comes round, and has come round again.

    Attributes
    ----------
    key : {"month", "list", "review", "tiers"}
        A newer export, an action list, a review of what was done, a look at the value tiers.
    since : date
        The day from which it was due.
    last : date or None
        When it was last done; None where never.
    """

    key: DueKey
    since: dt.date
    last: dt.date | None
