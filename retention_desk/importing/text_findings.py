"""What is noticed while a text is read: characters that were lost, an encoding that is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase
from retention_desk.importing.text_encoding import FoundEncoding

_LOST: Final = "\ufffd"
_SURE: Final = 0.7


def text_findings(
    file: str,
    columns: Sequence[tuple[npt.NDArray[np.int32], list[str]]],
    n_rows: int,
    encoding: FoundEncoding,
    n_nul: int,
) -> tuple[Finding, ...]:
    """Return the findings of reading a text.

    Parameters
    ----------
    file : str
    columns : sequence of (codes, values)
        As `text_fields.field_columns` gives them.
    n_rows : int
    encoding : FoundEncoding
    n_nul : int
        How many NUL characters were left out.
    """
    findings = []
    if encoding.confidence < _SURE:
        findings.append(
            Finding(
                "encoding_guessed", "look", n_rows,
                phrase("The encoding of “{file}” cannot be told for sure: {encoding} ({sure:share0} sure).",
                       file=file, encoding=encoding.name, sure=encoding.confidence),
                phrase("Read so; if names look wrong, choose another encoding."), file,
                touched=(TouchedRows.of(file, "", range(1, n_rows + 1)),),
            )
        )  # fmt: skip
    lost = np.zeros(n_rows, dtype=bool)
    for codes, values in columns:
        odd = np.array([place for place, value in enumerate(values) if _LOST in value], dtype=np.int32)
        if len(odd):
            lost |= np.isin(codes, odd)
    if lost.any():
        rows = np.flatnonzero(lost) + 1
        findings.append(
            Finding(
                "odd_characters", "look", int(lost.sum()),
                phrase("{n:count} rows hold characters that cannot be read as {encoding}.",
                       n=int(lost.sum()), encoding=encoding.name),
                phrase("Each is shown as “�”; the rest of the row is used."), file,
                touched=(TouchedRows.of(file, "", rows),),
            )
        )  # fmt: skip
    if n_nul:
        findings.append(
            Finding("nul_characters", "note", n_nul,
                    phrase("The file holds {n:count} NUL characters, which are no text.", n=n_nul),
                    phrase("Left out."), file)
        )  # fmt: skip
    return tuple(findings)
