"""What a person changes in a mapping: the meaning of a column, the kind of a table."""

from __future__ import annotations

from dataclasses import replace

from retention_desk.desktop.import_wizard.sheet_preview import FEATURE, UNUSED
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
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


def with_kind(mapping: ColumnMapping, raw: RawTable, kind: str) -> ColumnMapping:
    """Return the mapping with the table taken for another kind; columns that it also has are kept."""
    known = {column.key for column in TABLES[kind].columns} if kind in TABLES else set()
    kept = {key: header for key, header in mapping.columns.items() if key in known}
    rest = tuple(header for header in raw.headers if header not in kept.values())
    features = rest if kind == "customers" else ()
    return replace(mapping, kind=kind, columns=kept, features=features, kind_confidence=1.0)
