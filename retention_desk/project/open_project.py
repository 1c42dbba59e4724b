"""The project of a client: one file with its months, settings, action lists and what people did."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from retention_desk import __version__
from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.customer_history import CustomerHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.merge_results import CellsThatHold, KeptReturn, Merge, Settlement
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.project_results import (
    CustomerNote,
    Decision,
    Headline,
    Holder,
    JournalEntry,
    ProjectAbout,
    SavedPlan,
    Snapshot,
)
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.returned_cells import cells_that_hold
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.project import customer_history, plans, records, returns, snapshots
from retention_desk.project.copy_file import copy_file
from retention_desk.project.data_frames import is_of_data
from retention_desk.project.database import Database
from retention_desk.project.history import action_history
from retention_desk.project.holder import user_name
from retention_desk.project.open_file import create_file, open_file
from retention_desk.project.refusals import unknown_list
from retention_desk.project.snapshots import PackedSnapshot
from retention_desk.project.stamps import read_time, time_text, utc_now

if TYPE_CHECKING:
    import pandas as pd

SUFFIX: Final = ".rdesk"
_ENTRIES: Final = 1_000


def create_project(path: Path, name: str = "", settings: AnalysisSettings = DEFAULTS) -> Project:
    """Return a new project at `path`, open for writing; called after the file when `name` is empty.

    Raises
    ------
    UserFacingError
        ``project_exists``, ``not_writable``, ``project_disk``.
    """

    def fill(connection: sqlite3.Connection) -> None:
        records.write_text(connection, "name", name or path.stem)
        records.write_text(connection, "created_at", time_text(utc_now()))
        records.write_text(connection, "program", __version__)
        records.write_text(connection, "settings", settings.to_toml())
        records.write_entry(connection, user_name(), "created", phrase("Project made."))

    create_file(path, fill)
    return Project(open_file(path))


def open_project(path: Path, *, progress: Progress = SILENT, read_only: bool = False) -> Project:
    """Return the project of a file: for writing when nobody else holds it and the disk lets us.

    Raises
    ------
    UserFacingError
        ``project_missing``, ``not_a_project``, ``newer_project``, ``project_damaged``, ``project_outdated``,
        ``project_busy``, ``project_disk``.
    """
    progress.step(0.0, phrase("Opening the project"))
    project = Project(open_file(path, read_only=read_only))
    progress.step(1.0)
    return project


class Project:
    """An open project; a context manager that closes it.

    Nothing is loaded before it is asked for. Every method may raise ``project_damaged``, ``project_busy`` and
    ``project_disk``; those that write also ``project_held``, ``project_read_only`` and
    ``project_taken_over``. What a method writes is in the file when it returns, or not at all.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.who = user_name()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    @property
    def is_writable(self) -> bool:
        """Whether this process may write."""
        return self.database.is_writable

    @property
    def holder(self) -> Holder | None:
        """Who else holds it, when it is opened for reading only because of them."""
        return self.database.other

    def require_writable(self) -> None:
        """Raise ``project_held`` or ``project_read_only`` when nothing can be saved."""
        self.database.require_writable()

    def save_copy(self, path: Path, progress: Progress = SILENT) -> None:
        """Write the project as it is now to another path, held by nobody; a file there is replaced.

        Raises
        ------
        UserFacingError
            ``not_writable``, ``project_disk``; nothing is at the path then that was not there before.
        """
        copy_file(self.database, path, progress)

    def close(self) -> None:
        """Give the project back and close its file."""
        self.database.close()

    def beat(self) -> None:
        """Say that this process is still there; to be called about once in `holder.BEAT_SECONDS`."""
        with self.database.writing():
            pass

    # -- name and settings ---------------------------------------------------------------------

    def about(self) -> ProjectAbout:
        """Return the name of the project, and when and by which version it was made."""
        with self.database.reading() as connection:
            name, made, program = (
                records.read_text(connection, key) for key in ("name", "created_at", "program")
            )
            return ProjectAbout(name, read_time(made), program)

    @property
    def settings(self) -> AnalysisSettings:
        """The settings the project is analysed with.

        Raises
        ------
        UserFacingError
            ``unknown_setting``, ``bad_setting``: a newer program wrote them.
        """
        with self.database.reading() as connection:
            text = records.read_text(connection, "settings")
        return AnalysisSettings.from_toml(text, str(self.path))

    def save_settings(self, settings: AnalysisSettings) -> None:
        """Keep the settings; nothing is written when they are the same."""
        text = settings.to_toml()
        with self.database.writing() as connection:
            if records.read_text(connection, "settings") != text:
                records.write_text(connection, "settings", text)
                records.write_entry(connection, self.who, "settings", phrase("Settings changed."))

    # -- months --------------------------------------------------------------------------------

    def save_snapshot(self, analysis: Analysis, progress: Progress = SILENT) -> Snapshot:
        """Keep the data and figures of an analysis; an earlier snapshot of the same day is replaced.

        Where that one is of the very same data, its figures and settings alone are written anew.
        """
        day = snapshots.day_of(analysis).isoformat()
        with self.database.reading() as connection:
            kept = snapshots.kept_of(connection, day, analysis.imported.fingerprint)
        packed = snapshots.pack_snapshot(analysis, progress.part(0.0, 0.9), with_data=kept is None)
        with self.database.writing() as connection:
            if kept is None:
                saved = snapshots.write_snapshot(connection, packed, self.who)
                told = phrase("Saved {day:date}; customers: {n:count}.", day=saved.day, n=saved.n_customers)
            else:
                saved = snapshots.write_figures(connection, packed, kept, self.who)
                told = phrase("Figures of {day:date} worked out anew.", day=saved.day)
            records.write_entry(connection, self.who, "snapshot", told)
        progress.step(1.0)
        return saved

    def take_out(self, snapshot: Snapshot) -> PackedSnapshot:
        """Delete a snapshot and return it as it was, for `put_back`; the journal tells of both."""
        with self.database.writing() as connection:
            packed = snapshots.read_whole(connection, snapshot)
            snapshots.delete_snapshot(connection, snapshot)
            told = phrase("Deleted {day:date}.", day=snapshot.day)
            records.write_entry(connection, self.who, "snapshot_deleted", told)
        return packed

    def copy_of(self, snapshot: Snapshot) -> PackedSnapshot:
        """Return a snapshot as it is kept, for `put_back`."""
        with self.database.reading() as connection:
            return snapshots.read_whole(connection, snapshot)

    def put_back(self, packed: PackedSnapshot) -> Snapshot:
        """Keep a snapshot again that was taken out; one kept under its day since is replaced."""
        with self.database.writing() as connection:
            saved = snapshots.write_snapshot(connection, packed, self.who)
            told = phrase("Brought {day:date} back.", day=saved.day)
            records.write_entry(connection, self.who, "snapshot", told)
        return saved

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return what is kept, the earliest day first."""
        with self.database.reading() as connection:
            return snapshots.read_snapshots(connection)

    def headline(self, snapshot: Snapshot) -> Headline:
        """Return the figures of a snapshot, without loading its data."""
        with self.database.reading() as connection:
            packed = snapshots.read_packed(connection, snapshot, snapshots.is_figures)
        with self.database.faults_told():
            return snapshots.headline_in(packed)

    def snapshot_settings(self, snapshot: Snapshot) -> AnalysisSettings:
        """Return the settings a snapshot was analysed with; raises as `settings`."""
        with self.database.reading() as connection:
            packed = snapshots.read_packed(connection, snapshot, snapshots.is_figures)
        with self.database.faults_told():
            text = snapshots.settings_text_in(packed)
        return AnalysisSettings.from_toml(text, str(self.path))

    def load_data(self, snapshot: Snapshot, progress: Progress = SILENT) -> CustomerData:
        """Return the data of a snapshot as they were imported."""
        with self.database.reading() as connection:
            packed = snapshots.read_packed(connection, snapshot, is_of_data)
        progress.step(0.3)
        with self.database.faults_told():
            return snapshots.data_of(packed, snapshot, progress.part(0.3, 1.0))

    def scores(self, snapshot: Snapshot, columns: Collection[str] | None = None) -> pd.DataFrame:
        """Return the scores of a snapshot per customer (see `headline.scores_of`), all or some columns."""
        wanted = None if columns is None else {*columns, "customer_id"}
        with self.database.reading() as connection:
            packed = snapshots.read_packed(connection, snapshot, snapshots.is_scores, wanted)
        with self.database.faults_told():
            return snapshots.scores_table(packed)

    def customer_history(self, customer_ids: Sequence[str]) -> CustomerHistory:
        """Return what was known of a customer in each month, by the ID of now or else those of before."""
        with self.database.reading() as connection:
            months = snapshots.read_snapshots(connection)
            packed = customer_history.read_packed_scores(connection, months)
        with self.database.faults_told():
            return customer_history.history_of(customer_ids, months, packed)

    # -- action lists and what came back -------------------------------------------------------

    def save_plan(self, analysis: Analysis, list_id: str = "") -> SavedPlan:
        """Keep the action list of an analysis as it is handed out; `list_id` is what its workbook carries."""
        packed = plans.pack_plan(analysis, list_id or secrets.token_hex(16))
        with self.database.writing() as connection:
            saved = plans.write_plan(connection, packed, self.who)
            told = phrase_n(
                "Action list of {n:count} customer kept.",
                "Action list of {n:count} customers kept.",
                saved.listed,
            )
            records.write_entry(connection, self.who, "plan", told)
        return saved

    def plans(self) -> tuple[SavedPlan, ...]:
        """Return the action lists handed out, the first one first."""
        with self.database.reading() as connection:
            return plans.read_plans(connection)

    def load_plan(self, plan: SavedPlan) -> pd.DataFrame:
        """Return the table of an action list as it was, with ``customer_id``."""
        with self.database.reading() as connection:
            packed = plans.read_packed_plan(connection, plan)
        with self.database.faults_told():
            return plans.plan_table(packed)

    def handed_out(self, plan: SavedPlan) -> pd.DataFrame:
        """Return what the cells to fill in held when a list was handed out (see `handed_out_rows`)."""
        with self.database.reading() as connection:
            packed = plans.read_packed_plan(connection, plan)
        with self.database.faults_told():
            return plans.handed_out_table(packed)

    def history(self) -> ActionHistory:
        """Return all action lists with what people filled in: what the next plan looks at."""
        with self.database.reading() as connection:
            listed = [
                (plan, plans.read_packed_plan(connection, plan)) for plan in plans.read_plans(connection)
            ]
        with self.database.faults_told():
            tables = [
                (plan, plans.plan_table(packed), plans.handed_out_table(packed)) for plan, packed in listed
            ]
        return action_history(tables, self.holding())

    def save_merge(self, merge: Merge) -> int:
        """Keep what came back in workbooks and how conflicts were settled; return how many files are new.

        Everything is kept or nothing. A file that is kept already, byte for byte, changes nothing.

        Raises
        ------
        UserFacingError
            ``unknown_list``: a workbook or a settlement belongs to a list that was not handed out from here.
        """
        with self.database.writing() as connection:
            known = {plan.list_id for plan in plans.read_plans(connection)}
            for list_id in [item.list_id for item in merge.returns] + [
                s.key.list_id for s in merge.settlements
            ]:
                if list_id not in known:
                    raise unknown_list(self.path, list_id)
            new = [item for item in merge.returns if returns.write_return(connection, item)]
            for item in new:
                told = phrase_n(
                    "{file} came back from {who}: {n:count} cell filled in.",
                    "{file} came back from {who}: {n:count} cells filled in.",
                    len(item.edits), file=item.file, who=item.who,
                )  # fmt: skip
                records.write_entry(connection, self.who, "returned", told)
            if merge.settlements:
                returns.write_settlements(connection, merge.settlements, self.who)
                told = phrase_n(
                    "{n:count} conflict settled.", "{n:count} conflicts settled.", len(merge.settlements)
                )
                records.write_entry(connection, self.who, "settled", told)
        return len(new)

    def take_back_merge(self, merge: Merge) -> None:
        """Take out what `save_merge` put in: the workbooks and the settlements of a merge.

        Earlier settlements of the same conflicts hold again; the journal tells of both.
        """
        with self.database.writing() as connection:
            gone = [item for item in merge.returns if returns.delete_return(connection, item)]
            for item in gone:
                told = phrase("{file} from {who} was taken back.", file=item.file, who=item.who)
                records.write_entry(connection, self.who, "taken_back", told)
            opened = returns.delete_settlements(connection, merge.settlements)
            if opened:
                told = phrase_n(
                    "{n:count} conflict opened again.", "{n:count} conflicts opened again.", opened
                )
                records.write_entry(connection, self.who, "opened_again", told)

    def returns(self, plan: SavedPlan | None = None) -> tuple[KeptReturn, ...]:
        """Return the workbooks that came back for an action list, or for all, in the order they came."""
        with self.database.reading() as connection:
            return returns.read_returns(connection, None if plan is None else plan.list_id)

    def settlements(self) -> tuple[Settlement, ...]:
        """Return how conflicts were settled, the earliest first."""
        with self.database.reading() as connection:
            return returns.read_settlements(connection)

    def holding(self, plan: SavedPlan | None = None) -> CellsThatHold:
        """Return what holds of everything that came back for an action list, or for all."""
        with self.database.reading() as connection:
            kept = returns.read_returns(connection, None if plan is None else plan.list_id)
            return cells_that_hold(kept, returns.read_settlements(connection))

    # -- what people decide and write ----------------------------------------------------------

    def save_decision(self, verdict: str, text: str, play: str = "") -> None:
        """Keep what was decided about a play, and why; `verdict` is one of `records.VERDICTS`."""
        with self.database.writing() as connection:
            records.write_decision(connection, self.who, play, verdict, text)

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, newest first."""
        with self.database.reading() as connection:
            return records.read_decisions(connection)

    def save_note(self, customer_id: str, text: str) -> None:
        """Keep what is written about a customer; an empty text takes the note away."""
        with self.database.writing() as connection:
            records.write_note(connection, self.who, customer_id, text)

    def notes(self) -> Mapping[str, CustomerNote]:
        """Return the notes by customer ID."""
        with self.database.reading() as connection:
            return records.read_notes(connection)

    def journal(self, most: int = _ENTRIES) -> tuple[JournalEntry, ...]:
        """Return who did what and when, newest first."""
        with self.database.reading() as connection:
            return records.read_journal(connection, most)
