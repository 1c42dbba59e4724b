"""Totals that the file states and that are not the sums of their rows."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, stated_totals, total_rows


def _find(data: CustomerData) -> Finding | None:
    wrong = stated_totals(data, agrees=False)
    if not wrong:
        return None
    source, widest = max(wrong, key=lambda pair: abs(pair[1].stated - pair[1].summed))
    return Finding(
        "totals_disagree", "look", len(wrong),
        phrase_n(
            "The file’s own total of “{column}” in row {row} is {stated:number2}, "
            "but its {rows:count} rows add up to {summed:number2}.",
            "{n:count} totals of the files are not the sums of their rows; the widest apart is row {row} "
            "(“{column}”): {stated:number2}, but its {rows:count} rows add up to {summed:number2}.",
            n=len(wrong), column=widest.column, row=str(widest.row), stated=widest.stated, rows=widest.n_rows,
            summed=widest.summed,
        ),
        phrase("The rows are used, the totals are not. The export may lack rows."),
        source.file, source.sheet, widest.column, widest.stated - widest.summed, total_rows(wrong),
    )  # fmt: skip


ENTRY = Check("totals_disagree", phrase("Totals that do not agree"), "look", _find, order=11)
