"""Presets: exports of known systems, recognised by their headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.header_text import compact

PRESET_CONFIDENCE: Final = 0.97
_HEADERS_PER_MISSING: Final = 5


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
        Headers by which the export is known; compared without case, spaces and signs. One in five may be
        missing, others may be there besides.
    columns : mapping of canonical key to header
        Those of them that the file has are used.
    day_first : bool or None
        Order of day and month in the export.
    order : int
        Presets with lower numbers are tried first.
    alternatives : mapping of canonical key to tuple of str
        Headers to be used, in this order, where the one in `columns` is not there.
    describes : mapping of canonical key of the customer table to header
        Columns of an event table that tell about its customers.
    amount_is_of_order : bool
        `columns` names an amount that stands for the whole order, on each of its lines: used only where the
        lines have no price of their own.
    source : str
        Where the headers are documented.
    """

    key: str
    label: Phrase
    kind: str
    fingerprint: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None
    order: int = 0
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    describes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    amount_is_of_order: bool = False
    source: str = ""

    def share_of(self, forms: frozenset[str]) -> float:
        """Return the share of the fingerprint among headers (in compact form); 0 when too little is there."""
        missing = sum(compact(header) not in forms for header in self.fingerprint)
        if missing > len(self.fingerprint) // _HEADERS_PER_MISSING:
            return 0.0
        found = self.columns_in({form: form for form in forms}).keys()
        complete = any(needed <= found for needed in TABLES[self.kind].required)
        return 1 - missing / len(self.fingerprint) if complete else 0.0

    def columns_in(self, by_form: Mapping[str, str]) -> dict[str, str]:
        """Return the header of each canonical column, given the headers by their compact form."""
        found = {}
        for key, header in self.columns.items():
            for wanted in (header, *self.alternatives.get(key, ())):
                if compact(wanted) in by_form:
                    found[key] = by_form[compact(wanted)]
                    break
        if self.amount_is_of_order and {"quantity", "unit_price"} <= found.keys():
            found.pop("amount", None)
        return found


def presets() -> Mapping[str, Preset]:
    """Return every preset by key, in the order they are tried."""
    from retention_desk.importing import presets as folder

    return load_catalogue(folder, Preset)


def recognise_preset(headers: Sequence[str], known: Mapping[str, Preset]) -> Preset | None:
    """Return the preset most of whose fingerprint is among the headers (the longest such one), or None."""
    forms = frozenset(map(compact, headers))
    shares = {key: preset.share_of(forms) for key, preset in known.items()}
    fitting = [key for key, share in shares.items() if share]
    if not fitting:
        return None
    return known[max(fitting, key=lambda key: shares[key] * len(known[key].fingerprint))]


def apply_preset(preset: Preset, raw: RawTable) -> ColumnMapping:
    """Return the mapping of a raw table by a preset."""
    by_form = {compact(header): header for header in reversed(raw.headers)}
    columns = preset.columns_in(by_form)
    describes = {
        key: by_form[compact(header)]
        for key, header in preset.describes.items()
        if compact(header) in by_form and by_form[compact(header)] not in columns.values()
    }
    confidence = round(PRESET_CONFIDENCE * preset.share_of(frozenset(by_form)), 3)
    reason = phrase("The headers are those of {system}", system=preset.label)
    reasons = dict.fromkeys(columns, reason)
    if {"quantity", "unit_price"} <= columns.keys() and "amount" not in columns:
        reasons["unit_price"] = phrase(
            "Revenue is quantity × price of each line; discounts, shipping and taxes of the whole order are"
            " left out, because they belong to no line"
        )
    return ColumnMapping(
        file=raw.file,
        sheet=raw.sheet,
        kind=preset.kind,
        header_row=raw.header_row,
        columns=MappingProxyType(columns),
        confidence=MappingProxyType(dict.fromkeys(columns, confidence)),
        reasons=MappingProxyType(reasons),
        kind_confidence=confidence,
        day_first=preset.day_first,
        preset=preset.key,
        describes=MappingProxyType(describes),
    )
