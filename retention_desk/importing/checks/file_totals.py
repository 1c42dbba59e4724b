"""Totals that the file states and that equal our own sums."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, stated_totals, total_rows


def _find(data: CustomerData) -> Finding | None:
    agreeing = stated_totals(data, agrees=True)
    if not agreeing:
        return None
    source, largest = max(agreeing, key=lambda pair: (abs(pair[1].stated), pair[1].n_rows))
    return Finding(
        "file_totals", "note", len(agreeing),
        phrase_n(
            "The file’s own total of “{column}” in row {row}, {stated:number2}, equals our sum of its "
            "{rows:count} rows.",
            "{n:count} totals of the files equal our sums of their rows; the largest is {stated:number2} "
            "(“{column}”, row {row}, {rows:count} rows).",
            n=len(agreeing), column=largest.column, row=str(largest.row), stated=largest.stated,
            rows=largest.n_rows,
        ),
        phrase("The totals are left out, their rows are used. They have returned lines taken off already.")
        if any(total.is_net for _, total in agreeing)
        else phrase("The totals are left out, their rows are used: nothing counts twice."),
        source.file, source.sheet, largest.column, largest.stated, total_rows(agreeing),
    )  # fmt: skip


ENTRY = Check("file_totals", phrase("The file’s own totals"), "note", _find, order=15)
