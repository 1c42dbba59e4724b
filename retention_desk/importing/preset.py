"""Presets: exports of known systems, recognised by their headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.header_text import compact

PRESET_CONFIDENCE: Final = 0.97


@dataclass(frozen=True, slots=True)
class Preset:
    """The export of a known system.

    Parameters
    ----------
    key : str
        The file's name in ``presets``.
    label : Phrase
        Name of the system and export.
    kind : str
        Kind of table.
    fingerprint : tuple of str
        Headers that all have to be there; compared without case, spaces and signs.
    columns : mapping of canonical key to header
        Those of them that the file has are used.
    day_first : bool or None
        Order of day and month in the export.
    order : int
        Presets with lower numbers are tried first.
    """

    key: str
    label: Phrase
    kind: str
    fingerprint: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None
    order: int = 0


def presets() -> Mapping[str, Preset]:
    """Return every preset by key, in the order they are tried."""
    from retention_desk.importing import presets as folder

    return load_catalogue(folder, Preset)


def recognise_preset(headers: Sequence[str], known: Mapping[str, Preset]) -> Preset | None:
    """Return the preset all of whose fingerprint is among the headers (the longest one), or None."""
    present = {compact(header) for header in headers}
    fitting = [p for p in known.values() if all(compact(header) in present for header in p.fingerprint)]
    return max(fitting, key=lambda preset: len(preset.fingerprint), default=None)


def apply_preset(preset: Preset, raw: RawTable) -> ColumnMapping:
    """Return the mapping of a raw table by a preset."""
    by_form = {compact(header): header for header in raw.headers}
    columns = {
        key: by_form[compact(header)] for key, header in preset.columns.items() if compact(header) in by_form
    }
    reason = phrase("The headers are those of {system}", system=preset.label)
    return ColumnMapping(
        file=raw.file,
        sheet=raw.sheet,
        kind=preset.kind,
        header_row=raw.header_row,
        columns=MappingProxyType(columns),
        confidence=MappingProxyType(dict.fromkeys(columns, PRESET_CONFIDENCE)),
        reasons=MappingProxyType(dict.fromkeys(columns, reason)),
        kind_confidence=PRESET_CONFIDENCE,
        day_first=preset.day_first,
        preset=preset.key,
    )
