"""The audit as text: names of the reasons rows are set aside for, and the export of all findings."""

from __future__ import annotations

import csv
import io
from typing import Final

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

_REASONS: Final[dict[str, Phrase]] = {
    "missing_customer_id": phrase("no customer"),
    "missing_date": phrase("no date"),
    "bad_date": phrase("date cannot be read"),
    "missing_amount": phrase("no amount"),
    "bad_amount": phrase("amount cannot be read"),
    "missing_value": phrase("a required value is missing"),
    "bad_value": phrase("a required value cannot be read"),
    "ragged_row": phrase("another number of fields"),
    "note_row": phrase("a note, not data"),
    "counted_elsewhere": phrase("already in another sheet or file"),
    "total_row": phrase("total row"),
    "repeated_header": phrase("header repeated"),
    "other_currency": phrase("another currency"),
    "duplicate_customer": phrase("customer listed twice"),
    "after_as_of": phrase("after the as-of date"),
}
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def reason_name(code: str) -> Phrase:
    """Return what a reason for setting a row aside is called."""
    return _REASONS.get(code, phrase("{code}", code=code.replace("_", " ")))


def audit_csv(analysis: Analysis, words: Words) -> str:
    """Return all findings as CSV, one a line, text that looks like a formula made harmless."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    heads = (
        phrase("Kind"),
        phrase("What was found"),
        phrase("Rows"),
        phrase("Amount"),
        phrase("What was done"),
        phrase("File"),
        phrase("Sheet"),
        phrase("Column"),
        phrase("Example rows"),
    )
    writer.writerow([words(head) for head in heads])
    for finding in analysis.audit.findings:
        examples = " ".join(str(example.row) for example in finding.examples)
        amount = "" if finding.amount is None else f"{finding.amount:.2f}"
        texts = [finding.severity, words(finding.text), str(finding.rows), amount, words(finding.done),
                 finding.file, finding.sheet, finding.column, examples]  # fmt: skip
        writer.writerow([_harmless(text) for text in texts])
    return stream.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
