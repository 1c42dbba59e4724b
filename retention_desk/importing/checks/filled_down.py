"""Values that the file prints once for several rows."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check


def _find(data: CustomerData) -> Finding | None:
    filled = [source for source in data.sources if source.layout.filled_rows]
    if not filled:
        return None
    rows = sum(source.layout.filled_rows for source in filled)
    guessed = any(not source.layout.is_merged for source in filled)
    names = dict.fromkeys(name for source in filled for name in source.layout.filled_columns)
    how = phrase("the first row of their group") if guessed else phrase("a merged cell")
    return Finding(
        "filled_down", "look" if guessed else "note", rows,
        phrase_n(
            "{n:count} row takes its {columns} from {how}.",
            "{n:count} rows take their {columns} from {how}.",
            n=rows, columns=", ".join(f"“{name}”" for name in names), how=how,
        ),
        phrase("The value holds for each row; amounts are never repeated."),
        filled[0].file, filled[0].sheet,
        touched=tuple(source.layout.filled for source in filled if source.layout.filled is not None),
    )  # fmt: skip


ENTRY = Check("filled_down", phrase("Values printed once for several rows"), "look", _find, order=18)
