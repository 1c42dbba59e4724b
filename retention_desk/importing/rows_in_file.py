"""Rows of a sheet as a person finds them in its file."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import RawTable, Source
from retention_desk.foundation.findings import TouchedRows


def rows_in_file(raw: RawTable | Source, rows: npt.NDArray[np.int32]) -> tuple[TouchedRows, ...]:
    """Return rows of a sheet by their numbers; no sheet at all without any."""
    return (TouchedRows.of(raw.file, raw.sheet, rows),) if len(rows) else ()


def all_rows_of(raw: RawTable) -> tuple[TouchedRows, ...]:
    """Return every row below the header of a table."""
    first = raw.first_row if raw.header_row is None else raw.header_row + 1
    return rows_in_file(raw, np.arange(first, raw.first_row + len(raw.cells), dtype=np.int32))
