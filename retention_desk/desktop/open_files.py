"""Opening files: read, propose what each column means, let the user change it, take the data up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.customer_keys import KeyCandidate, key_candidates, main_table
from retention_desk.desktop.import_wizard.pauses import Pauses, pauses_of
from retention_desk.desktop.session import Session, project_name
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase
from retention_desk.pipeline import InspectedFiles

FEATURE: Final = "feature"
UNUSED: Final = "unused"

_Item = TypeVar("_Item")


@dataclass(frozen=True, eq=False)
class Draft:
    """Files that were read but not yet taken up, as the import page shows them.

    Attributes
    ----------
    paths : tuple of Path
    inspected : InspectedFiles
        Raw tables and their mappings, as edited.
    settings : AnalysisSettings
    data : CustomerData or None
        What the mappings give; None when they cannot be used, then `error` says why.
    findings : tuple of Finding
        What reading, tidying and the audit noticed.
    keys : tuple of KeyCandidate
        What a customer can be.
    pauses : Pauses or None
        Days between purchases; None without orders or activity.
    """

    paths: tuple[Path, ...]
    inspected: InspectedFiles
    settings: AnalysisSettings
    data: CustomerData | None = None
    error: UserFacingError | None = None
    findings: tuple[Finding, ...] = ()
    keys: tuple[KeyCandidate, ...] = ()
    pauses: Pauses | None = None

    @property
    def raws(self) -> tuple[RawTable, ...]:
        """Raw tables."""
        return self.inspected.raws

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """What each column is taken for, per raw table."""
        return self.inspected.mappings


class ImportFlow(QObject):
    """Holds the draft of an import and works it out in the background.

    Parameters
    ----------
    session : Session
        Takes the data up in the end.
    """

    opened = Signal()
    """Files were read: there is a new draft."""
    changed = Signal()
    """The draft changed."""
    failed = Signal(object)
    """UserFacingError: files could not be read; the draft is as before."""
    files_taken = Signal(object)
    """Paths whose data are now worked on."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = session.runner
        self.draft: Draft | None = None
        self.accepted = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    # -- opening ---------------------------------------------------------------------------------

    def open(self, paths: Sequence[Path], *, add: bool = False) -> None:
        """Read files; with `add` they join those of the draft."""
        old = self.draft if add else None
        fresh = [path for path in paths if old is None or path not in old.paths]
        if not fresh:
            return
        settings = old.settings if old else DEFAULTS

        def work(progress: Progress) -> Draft:
            inspected = pipeline.inspect_files(fresh, None, progress.part(0.0, 0.6))
            if old is not None:
                inspected = InspectedFiles(
                    old.inspected.raws + inspected.raws, old.inspected.mappings + inspected.mappings
                )
            all_paths = (*(old.paths if old else ()), *fresh)
            draft = Draft(tuple(all_paths), inspected, settings)
            return worked_out(draft, progress.part(0.6, 1.0))

        def done(draft: Draft) -> None:
            self.draft, self.accepted = draft, False
            self.opened.emit()
            self.changed.emit()

        self._runner.start("file", phrase("Reading the files"), work, done, self.failed.emit)

    def paste(self, text: str, name: str) -> None:
        """Open a table that was copied as text, tabs or commas between its cells."""
        if not text.strip():
            self.failed.emit(
                UserFacingError(
                    "nothing_to_paste",
                    phrase("The clipboard holds no table."),
                    "",
                    phrase("Copy cells with their header in a spreadsheet, then paste again."),
                )
            )
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="retention-desk-")
        path = Path(self._folder.name) / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        self.open([path])

    # -- changing --------------------------------------------------------------------------------

    def set_meaning(self, place: int, header: str, meaning: str) -> None:
        """Take a column of table `place` for a canonical key, a feature, or nothing."""
        mapping = self._mapping(place)
        if mapping is not None:
            self._replace_mapping(place, with_meaning(mapping, header, meaning))

    def set_kind(self, place: int, kind: str) -> None:
        """Take a table for another kind; its columns are proposed anew for it."""
        draft = self.draft
        if draft is None:
            return
        from retention_desk.foundation.columns import TABLES

        old = draft.mappings[place]
        known = {c.key for c in TABLES[kind].columns} if kind in TABLES else set()
        kept = {key: header for key, header in old.columns.items() if key in known}
        rest = tuple(h for h in draft.raws[place].headers if h not in kept.values())
        features = rest if kind == "customers" else ()
        self._replace_mapping(
            place, replace(old, kind=kind, columns=kept, features=features, kind_confidence=1.0)
        )

    def set_skip(self, place: int, skip: bool) -> None:
        """Leave a table out, or take it in again."""
        mapping = self._mapping(place)
        if mapping is not None:
            self._replace_mapping(place, replace(mapping, skip=skip))

    def set_header_row(self, place: int, row: int) -> None:
        """Take another row of the file for the header; the columns are proposed anew."""
        draft = self.draft
        if draft is None:
            return
        from retention_desk.importing.propose_mapping import propose_mapping

        raw = with_header_row(draft.raws[place], row)
        raws = _with(draft.raws, place, raw)
        mappings = _with(draft.mappings, place, propose_mapping((raw,))[0])
        self._rework(replace(draft, inspected=InspectedFiles(raws, mappings)))

    def set_customer_key(self, header: str) -> None:
        """Take the column `header` for the customer, in the main table and wherever it is found."""
        draft = self.draft
        if draft is None:
            return
        main = main_table(draft.inspected)
        mappings = tuple(
            with_meaning(mapping, header, "customer_id")
            if header in raw.headers and (place == main or "customer_id" in mapping.columns)
            else mapping
            for place, (raw, mapping) in enumerate(zip(draft.raws, draft.mappings, strict=True))
        )
        self._rework(replace(draft, inspected=InspectedFiles(draft.raws, mappings)))

    def set_setting(self, key: str, value: object) -> None:
        """Change a setting that reading or analysing depends on."""
        draft = self.draft
        if draft is None:
            return
        settings = draft.settings.with_value(key, value)
        if key == "general.active_window_days":
            self.draft = replace(draft, settings=settings)
            self.changed.emit()
        else:
            self._rework(replace(draft, settings=settings))

    def accept(self) -> bool:
        """Take the data up; return whether they could be."""
        draft = self.draft
        if draft is None or draft.data is None:
            return False
        self.accepted = True
        self._session.work_on(draft.data, draft.settings, project_name(draft.paths))
        self.files_taken.emit(draft.paths)
        self.changed.emit()
        return True

    def _mapping(self, place: int) -> ColumnMapping | None:
        return self.draft.mappings[place] if self.draft is not None else None

    def _replace_mapping(self, place: int, mapping: ColumnMapping) -> None:
        draft = self.draft
        if draft is not None:
            mappings = _with(draft.mappings, place, mapping)
            self._rework(replace(draft, inspected=InspectedFiles(draft.raws, mappings)))

    def _rework(self, draft: Draft) -> None:
        """Show the edited mappings at once, and what they give when it is worked out."""
        self.draft, self.accepted = draft, False
        self.changed.emit()

        def done(worked: Draft) -> None:
            self.draft = worked
            self.changed.emit()

        self._runner.start("score", phrase("Reading the columns"), _working(draft), done, self.failed.emit)


def _working(draft: Draft) -> Callable[[Progress], Draft]:
    return lambda progress: worked_out(draft, progress)


def worked_out(draft: Draft, progress: Progress) -> Draft:
    """Return the draft with the data its mappings give, or with the error that stands in the way."""
    from retention_desk.importing.audit import audit

    data: CustomerData | None = None
    error: UserFacingError | None = None
    findings: tuple[Finding, ...] = ()
    try:
        data = pipeline.import_inspected(draft.inspected, draft.settings, progress)
        findings = audit(data).findings
    except UserFacingError as caught:
        error = caught
    keys = key_candidates(draft.inspected)
    pauses = pauses_of(data) if data is not None else None
    return replace(draft, data=data, error=error, findings=findings, keys=keys, pauses=pauses)


def with_meaning(mapping: ColumnMapping, header: str, meaning: str) -> ColumnMapping:
    """Return the mapping with one column taken for a canonical key, a feature, or nothing."""
    columns = {key: own for key, own in mapping.columns.items() if own != header and key != meaning}
    features = tuple(name for name in mapping.features if name != header)
    confidence = {key: sure for key, sure in mapping.confidence.items() if key in columns}
    if meaning == FEATURE:
        features = (*features, header)
    elif meaning != UNUSED:
        columns[meaning] = header
        confidence[meaning] = 1.0
    lost = mapping.columns.get(meaning)
    if lost is not None and lost != header and mapping.kind == "customers":
        features = (*features, lost)
    reasons = {key: why for key, why in mapping.reasons.items() if key in columns and key != meaning}
    if meaning in columns:
        reasons[meaning] = phrase("You chose it.")
    return replace(mapping, columns=columns, features=features, confidence=confidence, reasons=reasons)


def with_header_row(raw: RawTable, row: int) -> RawTable:
    """Return the raw table with the header in another row of the file."""
    cells = raw.cells.iloc[row - raw.first_row]
    seen: dict[str, int] = {}
    headers = []
    for place, cell in enumerate(cells, start=1):
        text = str(cell).strip() if cell is not None and cell == cell else ""
        text = text or f"Column {place}"
        seen[text] = seen.get(text, 0) + 1
        headers.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return replace(raw, header_row=row, headers=tuple(headers))


def _with(items: tuple[_Item, ...], place: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:place], item, *items[place + 1 :])
