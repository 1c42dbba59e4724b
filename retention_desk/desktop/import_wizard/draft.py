"""Files that were read but not yet taken up, and what their mappings give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.customer_keys import KeyCandidate, key_candidates
from retention_desk.desktop.import_wizard.pauses import Pauses, pauses_of
from retention_desk.foundation.dataset import ColumnMapping, ColumnQuestion, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.pipeline import InspectedFiles

if TYPE_CHECKING:
    from retention_desk.importing.same_person import SamePerson
    from retention_desk.importing.saved_mappings import SavedMapping


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a person wants a text file to be read; None leaves it to the file."""

    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question about a column, open or answered, and the tables that have this column."""

    question: ColumnQuestion
    places: tuple[int, ...]

    def answer_in(self, mappings: tuple[ColumnMapping, ...]) -> bool | str | None:
        """Return the answer given, None while the question is open."""
        mapping = mappings[self.places[0]]
        topic, header = self.question.topic, self.question.header
        known: Mapping[str, bool | str] = mapping.day_first_of if topic == "day_first" else mapping.decimal_of
        return known.get(header)


@dataclass(frozen=True, eq=False)
class Draft:
    """Files that were read but not yet taken up, as the import page shows them.

    Attributes
    ----------
    paths : tuple of Path
        Files, and the names of pasted tables.
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
    roles : tuple of str or None
        Per raw table, what it is when it holds no data of its own: ``summary_sheet``, ``hidden_sheet`` …
    asked : tuple of AskedQuestion
        What no column tells; answered ones stay, so that the answer can be changed.
    people : tuple of SamePerson
        Customer IDs that look like one person.
    read_as : mapping of Path to ReadAs
        Text files whose encoding or delimiter a person chose.
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
    roles: tuple[str | None, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
    people: tuple[SamePerson, ...] = ()
    read_as: Mapping[Path, ReadAs] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def raws(self) -> tuple[RawTable, ...]:
        """Raw tables."""
        return self.inspected.raws

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """What each column is taken for, per raw table."""
        return self.inspected.mappings

    def role_of(self, place: int) -> str | None:
        """Return what table `place` is when it holds no data of its own."""
        return self.roles[place] if place < len(self.roles) else None

    def path_of(self, raw: RawTable) -> Path:
        """Return the file that a raw table comes from: the archive for a file in an archive."""
        if raw.path in self.paths:
            return raw.path
        return next((path for path in self.paths if str(raw.path).startswith(str(path))), raw.path)

    @property
    def first_usable(self) -> int:
        """Position of the first table that is used; 0 when there is none."""
        used = (i for i, m in enumerate(self.mappings) if m.kind != "other" and not m.skip)
        return next(used, 0)


def worked_out(draft: Draft, progress: Progress) -> Draft:
    """Return the draft with the data its mappings give, or with the error that stands in the way."""
    from retention_desk.importing.audit import audit
    from retention_desk.importing.same_person import same_person

    data: CustomerData | None = None
    error: UserFacingError | None = None
    findings: tuple[Finding, ...] = ()
    try:
        data = pipeline.import_inspected(draft.inspected, draft.settings, progress)
        findings = audit(data).findings
    except UserFacingError as caught:
        error = caught
    return replace(
        draft,
        data=data,
        error=error,
        findings=findings,
        keys=key_candidates(draft.inspected),
        pauses=pauses_of(data) if data is not None else None,
        roles=_roles(draft),
        asked=asked_questions(draft),
        people=same_person(data) if data is not None else (),
    )


def _roles(draft: Draft) -> tuple[str | None, ...]:
    from retention_desk.importing.sheet_roles import role_of

    return tuple(
        role_of(raw, mapping, draft.raws, draft.mappings) if mapping.skip or mapping.kind == "other" else None
        for raw, mapping in zip(draft.raws, draft.mappings, strict=True)
    )


def asked_questions(draft: Draft) -> tuple[AskedQuestion, ...]:
    """Return the questions that were asked so far and those that are open, once for columns of one name."""
    found: dict[tuple[str, str], AskedQuestion] = {}
    for asked in draft.asked:
        question = asked.question
        places = tuple(
            place for place in asked.places
            if place < len(draft.raws) and _has_column(draft.mappings[place], question.header)
        )  # fmt: skip
        if places:
            found[question.topic, question.header] = replace(asked, places=places)
    for place, mapping in enumerate(draft.mappings):
        for question in () if mapping.skip else mapping.questions:
            key = (question.topic, question.header)
            known = found.get(key, AskedQuestion(question, ()))
            if place not in known.places:
                found[key] = replace(known, places=(*known.places, place))
    return tuple(found.values())


def _has_column(mapping: ColumnMapping, header: str) -> bool:
    return not mapping.skip and (header in mapping.columns.values() or header in mapping.features)
