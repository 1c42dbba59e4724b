"""Columns and kinds of table that were taken for something without being sure."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.rows_in_file import all_rows_of
from retention_desk.importing.table_vetoes import is_summary

SURE_SHARE: Final = 0.6
"""A confidence below it asks for a person's word."""


def guesses_in(raw: RawTable, mapping: ColumnMapping) -> list[Finding]:
    """Return a finding for every guess in the mapping of a table that is used, and how to settle it."""
    found = []
    if mapping.kind_confidence < SURE_SHARE:
        text = phrase(
            "“{sheet}” was taken for: {kind}.", sheet=raw.sheet or raw.file, kind=TABLE_KINDS[mapping.kind]
        )
        done = phrase("If it is wrong, choose what it is.")
        found.append(_about(raw, "guessed_kind", text, done, settled_by="kind"))
    needed = frozenset().union(*TABLES[mapping.kind].required)
    for key, header in mapping.columns.items():
        if key in needed and mapping.confidence.get(key, 1.0) < SURE_SHARE:
            label = TABLES[mapping.kind].column(key).label
            text = phrase(
                "“{header}” was taken for the column “{label}”. {reason}.",
                header=header, label=label, reason=mapping.reasons[key],
            )  # fmt: skip
            done = phrase("If it is wrong, choose the right column.")
            found.append(_about(raw, "guessed_column", text, done, header, settled_by=f"columns.{key}"))
    if is_summary(raw.headers):
        text = phrase(
            "“{sheet}” sums up a history in each row (frequency, recency, time): there are no orders in it.",
            sheet=raw.sheet or raw.file,
        )
        done = phrase("Read as a table of customers with these figures as features.")
        found.append(_about(raw, "summary_of_histories", text, done))
    return found


def _about(
    raw: RawTable, code: str, text: Phrase, done: Phrase, header: str = "", settled_by: str = ""
) -> Finding:
    """Return a finding about all rows of a table."""
    rows = all_rows_of(raw)
    return Finding(
        code, "look", sum(map(len, rows)), text, done, raw.file, raw.sheet, header, touched=rows,
        mapping_key=settled_by,
    )  # fmt: skip
