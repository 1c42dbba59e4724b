"""What each sheet is, and what each of its columns means, with confidence and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.churn_list import propose_churn_list
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.describe_customers import with_descriptions
from retention_desk.importing.fit_kind import (
    ID_FALLBACKS,
    SURE_NAME,
    KindFit,
    fit_kind,
    is_hinted,
    kind_confidence,
)
from retention_desk.importing.preset import Preset, apply_preset, presets, recognise_preset
from retention_desk.importing.propose_by_content import headers_say_nothing, propose_by_content
from retention_desk.importing.score_columns import Fit
from retention_desk.importing.settle_columns import settle_columns
from retention_desk.importing.sheet_roles import leave_out_sheets
from retention_desk.importing.stack_sheets import stack_sheets
from retention_desk.importing.table_profiles import profiles_of

LEAST_KIND_SCORE: Final = 0.25


def propose_mapping(
    raws: Sequence[RawTable],
    known_presets: Mapping[str, Preset] | None = None,
    *,
    progress: Progress = SILENT,
) -> tuple[ColumnMapping, ...]:
    """Return the mapping proposed for each raw table, in their order.

    Parameters
    ----------
    raws : sequence of RawTable
    known_presets : mapping of key to Preset, optional
        Exports whose headers are known; default: the catalogue ``presets``.
    progress : Progress
        Told of every column: a table may have 16,384.

    Returns
    -------
    tuple of ColumnMapping
        Kind ``other`` for a sheet that is no table of a known kind. A confidence below 0.6 means: ask.

    Notes
    -----
    For every kind the one-to-one assignment of columns with the greatest total fit is found; a fit is the
    likeness of the header to known names times how far the content is of the right type. The kind with the
    best complete set of required columns wins; tables with one row per customer are told from event tables by
    how often a customer comes again.
    """
    chosen = presets() if known_presets is None else known_presets
    proposed = []
    for place, raw in enumerate(raws):
        part = progress.part(0.9 * place / len(raws), 0.9 * (place + 1) / len(raws))
        part.step(0.0, phrase("Looking at the columns of {sheet}", sheet=raw.sheet or raw.file))
        proposed.append(_propose(raw, chosen, part))
    rest = progress.part(0.9, 1.0)
    alike = stack_sheets(raws, proposed, partial(mapping_for_kind, progress=rest))
    return settle_columns(raws, leave_out_sheets(raws, alike), rest)


def _propose(raw: RawTable, known_presets: Mapping[str, Preset], progress: Progress) -> ColumnMapping:
    none = ColumnMapping(
        raw.file, raw.sheet, "other", raw.header_row, MappingProxyType({}), kind_confidence=0.0
    )
    if raw.header_row is None or not len(raw.body):
        return none
    preset = recognise_preset(raw.headers, known_presets)
    if preset is not None:
        mapping = apply_preset(preset, raw)
        profiles = profiles_of(raw, progress.part(0.0, 0.9))
        return _with_the_rest(raw, mapping, profiles, progress.part(0.9, 1.0))
    profiles = profiles_of(raw, progress.part(0.0, 0.6))
    if headers_say_nothing(raw):
        return propose_by_content(raw, profiles) or none
    leavers = propose_churn_list(raw, profiles)
    if leavers is not None:
        return leavers
    proposals = []
    for place, table in enumerate(TABLES.values()):
        share = 0.6 + 0.3 * place / len(TABLES)
        proposals.append(fit_kind(table, raw, profiles, progress.part(share, share + 0.3 / len(TABLES))))
    best = max(proposals, key=lambda proposal: proposal.score)
    if best.score < LEAST_KIND_SCORE:
        return _incomplete(raw, proposals) or none
    return _as_mapping(raw, best, proposals, profiles, progress.part(0.9, 1.0))


def _incomplete(raw: RawTable, proposals: Sequence[KindFit]) -> ColumnMapping | None:
    """Return the mapping of a table that its name calls one of a kind, and that lacks what the kind needs.

    It is not used, but it can be said what is missing.
    """
    for proposal in proposals:
        sure = {key for key, fit in proposal.fits.items() if fit.score > SURE_NAME}
        needed = frozenset().union(*TABLES[proposal.kind].required)
        lacks = not any(keys <= sure for keys in TABLES[proposal.kind].required)
        if lacks and "customer_id" in sure and len(sure & needed) > 1 and is_hinted(proposal.kind, raw):
            keys = [column.key for column in TABLES[proposal.kind].columns if column.key in sure]
            return ColumnMapping(
                raw.file, raw.sheet, proposal.kind, raw.header_row,
                MappingProxyType({key: raw.headers[proposal.columns[key]] for key in keys}),
                confidence=MappingProxyType({key: proposal.fits[key].score for key in keys}),
                reasons=MappingProxyType({key: proposal.fits[key].reason for key in keys}),
                kind_confidence=0.3,
            )  # fmt: skip
    return None


def mapping_for_kind(raw: RawTable, kind: str, progress: Progress = SILENT) -> ColumnMapping:
    """Return the mapping proposed when the user has said what kind of table it is."""
    if kind not in TABLES or raw.header_row is None:
        return ColumnMapping(raw.file, raw.sheet, kind, raw.header_row, MappingProxyType({}))
    profiles = profiles_of(raw, progress.part(0.0, 0.8))
    proposal = fit_kind(TABLES[kind], raw, profiles, progress.part(0.8, 0.9))
    mapping = _as_mapping(raw, proposal, [proposal], profiles, progress.part(0.9, 1.0))
    return replace(mapping, kind_confidence=1.0)


def _as_mapping(
    raw: RawTable,
    best: KindFit,
    proposals: Sequence[KindFit],
    profiles: Mapping[str, ColumnProfile],
    progress: Progress,
) -> ColumnMapping:
    others = [proposal.score for proposal in proposals if proposal is not best]
    lead = best.score - max(others, default=0.0)
    fits = dict(best.fits)
    columns = {key: raw.headers[j] for key, j in best.columns.items()}
    if "customer_id" in columns and "customer_id" not in fits:
        key = next(key for key in ID_FALLBACKS if columns.get(key) == columns["customer_id"])
        fits["customer_id"] = Fit(0.45, fits[key].reason)
    order = {column.key: i for i, column in enumerate(TABLES[best.kind].columns)}
    keys = sorted(columns, key=lambda key: order[key])
    mapping = ColumnMapping(
        file=raw.file,
        sheet=raw.sheet,
        kind=best.kind,
        header_row=raw.header_row,
        columns=MappingProxyType({key: columns[key] for key in keys}),
        confidence=MappingProxyType({key: fits[key].score for key in keys}),
        reasons=MappingProxyType({key: fits[key].reason for key in keys}),
        kind_confidence=kind_confidence(best, lead),
    )
    return _with_the_rest(raw, mapping, profiles, progress)


def _with_the_rest(
    raw: RawTable, mapping: ColumnMapping, profiles: Mapping[str, ColumnProfile], progress: Progress
) -> ColumnMapping:
    """Return the mapping with the columns that it names besides the canonical ones of its kind."""
    if mapping.kind == "customers":
        return replace(mapping, features=_features(raw, mapping, profiles))
    return with_descriptions(raw, mapping, profiles, progress)


def _features(
    raw: RawTable, mapping: ColumnMapping, profiles: Mapping[str, ColumnProfile]
) -> tuple[str, ...]:
    """Return the headers kept as features: every other column of a customer table that holds anything."""
    if mapping.kind != "customers":
        return ()
    taken = set(mapping.columns.values())
    return tuple(header for header in raw.headers if header not in taken and profiles[header].n_known)
