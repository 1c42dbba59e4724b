"""Rows of a file as references a person can look up."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import RawTable, Source
from retention_desk.foundation.findings import RowReference

_EXAMPLES: Final = 5


def examples_of(raw: RawTable | Source, rows: npt.NDArray[np.int32]) -> tuple[RowReference, ...]:
    """Return the first rows as references a person can look up."""
    return tuple(RowReference(raw.file, raw.sheet, int(row)) for row in rows[:_EXAMPLES])
