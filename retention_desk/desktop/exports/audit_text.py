"""The audit as text: the export of all findings."""

from __future__ import annotations

import csv
import io
from typing import Final

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.hostile_text import escaped

_MOST_RUNS: Final = 1000
_SEVERITIES: Final[dict[str, Phrase]] = {
    "problem": phrase("Problem"),
    "look": phrase("Please look"),
    "note": phrase("Note"),
}


def _row_numbers(finding: Finding) -> str:
    """Return where the rows of a finding are: ``4–12, 15``, with the sheet where there are several."""
    several = len(finding.touched) > 1
    parts = (
        f"{rows.sheet or rows.file}: {rows.text(_MOST_RUNS)}" if several else rows.text(_MOST_RUNS)
        for rows in finding.touched
    )  # fmt: skip
    return escaped("; ".join(parts))


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
        phrase("Row numbers"),
    )
    writer.writerow([words(head) for head in heads])
    for finding in analysis.audit.findings:
        amount = "" if finding.amount is None else f"{finding.amount:.2f}"
        where = [escaped(text) for text in (finding.file, finding.sheet, finding.column)]
        found, done = (escaped(words(text)) for text in (finding.text, finding.done))
        kind = words(_SEVERITIES[finding.severity])
        writer.writerow([kind, found, finding.rows, amount, done, *where, _row_numbers(finding)])
    return stream.getvalue()
