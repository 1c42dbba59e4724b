"""Files that were read but not yet taken up, and what their mappings give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.customer_keys import KeyCandidate, key_candidates
from retention_desk.desktop.import_wizard.pauses import Pauses, pauses_of
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.pipeline import InspectedFiles

if TYPE_CHECKING:
    from retention_desk.importing.saved_mappings import SavedMapping


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
    as_read : tuple of RawTable
        Raw tables before anybody moved a header row.
    saved : SavedMapping or None
        The saved mapping that was laid over the proposals.
    edited : bool
        Whether the mappings were changed by hand since.
    """

    paths: tuple[Path, ...]
    inspected: InspectedFiles
    settings: AnalysisSettings
    data: CustomerData | None = None
    error: UserFacingError | None = None
    findings: tuple[Finding, ...] = ()
    keys: tuple[KeyCandidate, ...] = ()
    pauses: Pauses | None = None
    as_read: tuple[RawTable, ...] = ()
    saved: SavedMapping | None = None
    edited: bool = False

    @property
    def raws(self) -> tuple[RawTable, ...]:
        """Raw tables."""
        return self.inspected.raws

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """What each column is taken for, per raw table."""
        return self.inspected.mappings


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
