"""Rows of a table that are remarks: titles between pages, sources, signatures, dates of printing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.find_header import is_text
from retention_desk.importing.typing_columns import Cells

Bools = npt.NDArray[np.bool_]

_MOST_ROWS: Final = 1000
_NOTE: Final = re.compile(
    r"\s*(?:[*※•]|\(?\d+\)\s|(?:note|notes|remarks?|source|printed|generated|exported|created|prepared|page"
    r"|legend|as of|report|disclaimer|hinweis|quelle|stand|seite|erstellt|gedruckt|nota|fuente|remarque)\b"
    r"|注|备注|備註|说明|說明|数据来源|資料來源|来源|來源|制表|製表|审核|審核|打印|列印|导出|匯出"
    r"|统计时间|統計時間|截至|截止|第\s*\d+\s*[页頁]|以上).*",
    re.IGNORECASE | re.DOTALL,
)
_WORDS: Final = re.compile(r"(?:\S+\s+){3,}\S+|[\u4e00-\u9fff，。：、]{12,}|.*[:：。]\s*\S*")


def note_rows(
    cells: Mapping[str, Cells],
    filled: Mapping[str, Bools],
    n_filled: npt.NDArray[np.int32],
    customer: str,
    ragged: Bools,
) -> Bools:
    """Return the rows that are remarks and no data; shape (n_rows,).

    Notes
    -----
    A remark is a row with a single filled cell where the table has three columns or more, and that cell is
    no customer (or the row has too few fields, or stands alone in a wide table, or reads like a remark);
    below the last full row, also one or two cells that read like remarks, and what follows a blank row.
    """
    width = sum(len(column.values) > 0 for column in cells.values())
    no_customer = cells[customer].codes < 0
    notes: Bools = (n_filled == 1) & (width >= 3) & (no_customer | ragged | (n_filled <= 0.2 * width))
    notes[_plain_numbers(cells, np.flatnonzero(notes))] = False
    tail, after_blank = _sparse_tail(n_filled, width)
    for row, is_apart in zip(tail.tolist(), after_blank.tolist(), strict=True):
        texts = [column.values[column.codes[row]] for header, column in cells.items() if filled[header][row]]
        if _reads_like_notes(texts, is_apart=is_apart and width >= 3):
            notes[row] = True
    return notes


def _plain_numbers(cells: Mapping[str, Cells], places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return the rows among `places` that hold a plain number."""
    numbers = np.zeros(len(places), dtype=bool)
    for column in cells.values():
        codes = column.codes[places]
        plain = [code for code in np.unique(codes[codes >= 0]).tolist() if _is_number(column.values[code])]
        numbers |= np.isin(codes, plain)
    return places[numbers]


def _is_number(value: Any) -> bool:
    return isinstance(value, float) or (isinstance(value, str) and not is_text(value))


def _sparse_tail(n_filled: npt.NDArray[np.int32], width: int) -> tuple[npt.NDArray[np.intp], Bools]:
    """Return the sparse rows below the last full row of a table, and which of them follow a blank row."""
    read = np.flatnonzero(n_filled > 0)
    if len(read) < 2:
        return read[:0], np.zeros(0, dtype=bool)
    usual = float(np.median(n_filled[read]))
    full = np.flatnonzero(n_filled > max(0.5 * usual, 1.0))
    last = int(full[-1]) if len(full) else -1
    blank = np.flatnonzero(n_filled[last + 1 :] == 0)
    tail = read[read > last][:_MOST_ROWS]
    apart = tail > last + 1 + blank[0] if len(blank) else np.zeros(len(tail), dtype=bool)
    sparse = apart | (n_filled[tail] <= max(1, min(2, width // 3)))
    return tail[sparse], apart[sparse]


def _reads_like_notes(texts: list[Any], *, is_apart: bool) -> bool:
    words = [text for text in texts if is_text(text)]
    if not words:
        return False
    return (
        is_apart or bool(_NOTE.fullmatch(words[0])) or (len(texts) == 1 and bool(_WORDS.fullmatch(words[0])))
    )
