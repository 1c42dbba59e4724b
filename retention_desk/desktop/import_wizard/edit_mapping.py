"""What a person changes in a mapping: the meaning of a column, the kind of a table, how it is read."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from retention_desk.desktop.import_wizard.draft import AskedQuestion
from retention_desk.desktop.import_wizard.sheet_preview import FEATURE, UNUSED
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase


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


def with_moved_meaning(mapping: ColumnMapping, source: str, target: str) -> ColumnMapping:
    """Return the mapping with the meaning of column `source` given to `target`; the two change places."""
    meanings = {header: key for key, header in mapping.columns.items()}
    moved, other = meanings.get(source), meanings.get(target)
    if moved is None:
        return mapping
    changed = with_meaning(mapping, target, moved)
    return with_meaning(changed, source, other) if other is not None else changed


def with_kind(mapping: ColumnMapping, raw: RawTable, kind: str, progress: Progress = SILENT) -> ColumnMapping:
    """Return the mapping with the table taken for another kind.

    Its columns are proposed anew for that kind; what the table was already taken for is kept. A wide table
    takes seconds, and `progress` can stop it.
    """
    from retention_desk.importing.propose_mapping import mapping_for_kind

    known = {column.key for column in TABLES[kind].columns} if kind in TABLES else set()
    kept = {key: header for key, header in mapping.columns.items() if key in known}
    fresh = mapping_for_kind(raw, kind, progress) if kind in TABLES else None
    columns, taken = dict(kept), set(kept.values())
    confidence = {key: sure for key, sure in mapping.confidence.items() if key in kept}
    reasons = {key: why for key, why in mapping.reasons.items() if key in kept}
    for key, header in fresh.columns.items() if fresh is not None else ():
        if fresh is not None and key not in columns and header not in taken:
            columns[key] = header
            taken.add(header)
            confidence[key] = fresh.confidence.get(key, 1.0)
            if key in fresh.reasons:
                reasons[key] = fresh.reasons[key]
    rest = tuple(header for header in raw.headers if header not in taken)
    return replace(
        mapping, kind=kind, columns=columns, confidence=confidence, reasons=reasons, skip=False,
        features=rest if kind == "customers" else (), kind_confidence=1.0,
    )  # fmt: skip


def with_answer(
    mappings: tuple[ColumnMapping, ...], asked: AskedQuestion, answer: bool | str
) -> tuple[ColumnMapping, ...]:
    """Return the mappings with a question answered in every table that has the column."""
    return tuple(
        mapping.with_answer(asked.question, answer) if place in asked.places else mapping
        for place, mapping in enumerate(mappings)
    )


def with_date_order(mapping: ColumnMapping, header: str, day_first: bool | None) -> ColumnMapping:
    """Return the mapping with the order of day and month of one column; None leaves it to the column."""
    orders = {name: order for name, order in mapping.day_first_of.items() if name != header}
    if day_first is not None:
        orders[header] = day_first
    return replace(mapping, day_first_of=MappingProxyType(orders))


def with_decimal_sign(mapping: ColumnMapping, header: str, sign: str | None) -> ColumnMapping:
    """Return the mapping with the decimal sign of one column; None leaves it to the column."""
    signs = {name: own for name, own in mapping.decimal_of.items() if name != header}
    if sign is not None:
        signs[header] = sign
    return replace(mapping, decimal_of=MappingProxyType(signs))
