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
    among the last rows, also one or two cells that read like remarks or follow blank rows.
    """
    width = sum(len(column.values) > 0 for column in cells.values())
    no_customer = cells[customer].codes < 0
    notes: Bools = (n_filled == 1) & (width >= 3) & (no_customer | ragged | (n_filled <= 0.2 * width))
    notes[_plain_numbers(cells, np.flatnonzero(notes))] = False
    for row in _worth_a_look(n_filled, width, notes):
        texts = [column.values[column.codes[row]] for header, column in cells.items() if filled[header][row]]
        after_blank = row > 0 and n_filled[row - 1] == 0
        if _reads_like_notes(texts, after_blank=after_blank and width >= 3):
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


def _worth_a_look(n_filled: npt.NDArray[np.int32], width: int, notes: Bools) -> list[int]:
    """Return the sparse rows below the last full row of a table."""
    read = np.flatnonzero(n_filled > 0)
    if len(read) < 2:
        return []
    usual = float(np.median(n_filled[read]))
    full = np.flatnonzero(n_filled > max(0.5 * usual, 1.0))
    last = int(full[-1]) if len(full) else -1
    tail = read[read > last]
    sparse = (n_filled[tail] <= max(1, min(2, width // 3))) & ~notes[tail]
    return [int(row) for row in tail[sparse][:1000]]


def _reads_like_notes(texts: list[Any], *, after_blank: bool) -> bool:
    words = [text for text in texts if isinstance(text, str)]
    if not words:
        return False
    if _NOTE.fullmatch(words[0]):
        return True
    if len(texts) > 1:
        return after_blank and words[0].rstrip().endswith((":", "："))
    return bool(_WORDS.fullmatch(words[0])) or after_blank
