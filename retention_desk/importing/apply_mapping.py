"""What a mapping file says, laid over the mappings that are proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.header_text import header_set
from retention_desk.importing.mapping_rules import MappingFile, TableRule, reheaded
from retention_desk.importing.propose_mapping import mapping_for_kind, propose_mapping
from retention_desk.importing.settle_columns import settle_columns
from retention_desk.importing.table_layout import with_header_row
from retention_desk.importing.tidy import unknown_header


def apply_mapping(
    mapping_file: MappingFile,
    raws: Sequence[RawTable],
    proposals: Sequence[ColumnMapping],
    progress: Progress = SILENT,
) -> tuple[ColumnMapping, ...]:
    """Return the proposals with what the file fixes laid over them.

    Parameters
    ----------
    mapping_file : MappingFile
    raws : sequence of RawTable
    proposals : sequence of ColumnMapping
        One for each raw table.
    progress : Progress

    Raises
    ------
    UserFacingError
        ``unknown_header`` with the nearest headers; ``no_such_table`` when a rule fits no sheet.
    """
    for rule in mapping_file.tables:
        if not any(rule.fits(raw.file, raw.sheet) for raw in raws):
            raise UserFacingError(
                "no_such_table",
                phrase("The mapping speaks of a sheet that is not there"),
                f"{rule.file}, {rule.sheet}",
                phrase("the sheets are: {names}", names="; ".join(f"{r.file}, {r.sheet}" for r in raws[:8])),
            )
    fixed = []
    read = []
    for raw, proposal in zip(raws, proposals, strict=True):
        mapping = proposal
        for rule in mapping_file.rules_for(raw):
            strict = len(raws) == 1 or rule.sheet != "*" or rule.file != "*"
            mapping = _applied(rule, raw, mapping, strict and not rule.headers, progress)
        fixed.append(replace(mapping, aliases=mapping_file.aliases))
        moved = mapping.header_row not in {None, raw.header_row}
        read.append(with_header_row(raw, mapping.header_row or 0) if moved else raw)
    _refuse_unused(mapping_file, raws)
    return settle_columns(read, fixed, progress)


def _refuse_unused(mapping_file: MappingFile, raws: Sequence[RawTable]) -> None:
    """Refuse a rule whose header no sheet that it speaks of has.

    Of rules that know their sheets by the headers, one that serves is enough: not all sheets need be there.
    """
    by_headers = [rule for rule in mapping_file.tables if rule.headers]
    if any(rule.headers for raw in raws for rule in mapping_file.rules_for(raw)):
        by_headers = []
    for rule in (*(rule for rule in mapping_file.tables if not rule.headers), *by_headers):
        fitting = [reheaded(rule, raw) for raw in raws if rule.fits(raw.file, raw.sheet)]
        for header in rule.columns.values():
            if not any(header in raw.headers for raw in fitting):
                raise unknown_header(header, max(fitting, key=lambda raw: len(raw.cells)))


def _as_spelt(rule: TableRule, raw: RawTable) -> TableRule:
    """Return the rule with each header as the sheet has it."""
    spelt = {form: header for header in raw.headers for form in header_set([header])}

    def own(header: str) -> str:
        return next((spelt[form] for form in header_set([header]) if form in spelt), header)

    return replace(
        rule,
        columns=MappingProxyType({key: own(header) for key, header in rule.columns.items()}),
        day_first_of=MappingProxyType({own(header): value for header, value in rule.day_first_of.items()}),
        decimal_of=MappingProxyType({own(header): value for header, value in rule.decimal_of.items()}),
        describes=MappingProxyType({key: own(header) for key, header in rule.describes.items()}),
        features=tuple(map(own, rule.features)),
        unused=tuple(map(own, rule.unused)),
    )


def _applied(
    rule: TableRule, raw: RawTable, proposal: ColumnMapping, strict: bool, progress: Progress
) -> ColumnMapping:
    """Return the proposal with a rule laid over it; one for all sheets skips those without its headers."""
    raw = reheaded(rule, raw)
    rule = _as_spelt(rule, raw) if rule.headers else rule
    for header in rule.columns.values():
        if header not in raw.headers:
            if strict:
                raise unknown_header(header, raw)
            return proposal
    mapping = (
        proposal if raw.header_row == proposal.header_row else propose_mapping([raw], progress=progress)[0]
    )
    kind = rule.kind or _kind_for(rule, mapping)
    if kind != mapping.kind and kind in TABLES:
        mapping = mapping_for_kind(raw, kind, progress)
    elif kind == "other":
        mapping = replace(mapping, kind="other")
    columns = {
        key: header for key, header in mapping.columns.items()
        if header not in {*rule.columns.values(), *rule.features, *rule.unused} and key not in rule.columns
    }  # fmt: skip
    allowed = {column.key for column in TABLES[kind].columns} if kind in TABLES else set()
    named = {key: header for key, header in rule.columns.items() if key in allowed}
    columns |= named
    taken = {*columns.values(), *rule.unused}
    features = mapping.features if kind == mapping.kind else ()
    freed = [h for h in raw.headers if h in mapping.columns.values()] if kind == "customers" else []
    kept = {*features, *freed, *rule.features}
    return replace(
        mapping,
        kind=kind,
        header_row=raw.header_row,
        columns=MappingProxyType(columns),
        features=tuple(h for h in raw.headers if h in kept and h not in taken),
        confidence=MappingProxyType(
            {k: 1.0 if k in named else mapping.confidence.get(k, 1.0) for k in columns}
        ),
        reasons=MappingProxyType(
            {k: phrase("Named in the mapping") if k in named else mapping.reasons[k] for k in columns}
        ),
        kind_confidence=1.0 if rule.kind else mapping.kind_confidence,
        day_first=mapping.day_first if rule.day_first is None else rule.day_first,
        decimal=rule.decimal or mapping.decimal,
        skip=rule.skip or (mapping.skip and rule.sheet == "*"),
        day_first_of=rule.day_first_of,
        decimal_of=rule.decimal_of,
        questions=(),
        describes=MappingProxyType(_described(rule, mapping, kind, {*taken, *rule.features})),
    )


def _described(rule: TableRule, mapping: ColumnMapping, kind: str, taken: set[str]) -> dict[str, str]:
    """Return the columns of an event table that tell about its customers."""
    if kind == "customers":
        return {}
    proposed = {key: header for key, header in mapping.describes.items() if header not in taken}
    return {**proposed, **rule.describes}


def _kind_for(rule: TableRule, mapping: ColumnMapping) -> str:
    """Return the kind the named columns fit: the proposed one when it has them all, else the best other."""
    named = set(rule.columns)
    if not named:
        return mapping.kind

    def known(kind: str) -> int:
        return len(named & {column.key for column in TABLES[kind].columns}) if kind in TABLES else -1

    best = max(TABLES, key=known)
    return mapping.kind if known(mapping.kind) >= known(best) else best
