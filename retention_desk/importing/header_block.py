"""A header of one row or two: group titles above names, merged cells, and a name for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from retention_desk.importing.find_header import cell_text, is_text, row_objects
from retention_desk.importing.header_text import compact, known_headers, unique_headers

Merged = Sequence[tuple[int, int, int, int]]

_BELOW_ROWS: Final = 20
_MOST_ROWS: Final = 6
_UNIT: Final = re.compile(
    r"[(\[（【]\s*[^()\[\]（）【】]{1,16}\s*[)\]）】]|%|‰|[$€£¥￥]|[A-Z]{3}|元|万元|千元|個?个?|件|台|套|笔|筆|次|人|天|日"
    r"|pcs\.?|units?|pieces?|kg|g|km|h|min|days?|hours?|stück|stk\.?|[dtmyj]{1,4}(?:[-/. ][dtmyj]{1,4}){1,2}"
    r"|text|string|number|integer|float|date|datetime|数值|文本|日期格式|日期|數值|文字",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class HeaderBlock:
    """Where the names of a table stand, and the name of each column.

    Attributes
    ----------
    bottom : int
        Position in the cells of the row directly above the data.
    depth : int
        Number of rows it takes: 1, or 2 with group titles above the names.
    headers : tuple of str
        One for each column, unique.
    """

    bottom: int
    depth: int
    headers: tuple[str, ...]


def header_block(
    cells: pd.DataFrame, position: int, merged: Merged = (), first_column: int = 1, *, fixed: bool = False
) -> HeaderBlock:
    """Return the header around the row at `position`, with the names of all columns.

    Parameters
    ----------
    cells : DataFrame
        As in `foundation.dataset.RawTable.cells`.
    position : int
        A row of the header: the names, or the group titles above them.
    merged : sequence of (first row, first column, last row, last column)
        Merged ranges, as positions in `cells`.
    first_column : int
        Column number in the file (1 = A) of the first column of `cells`.
    fixed : bool
        A person named the row: the names stand in it, and only group titles above are looked for.

    Notes
    -----
    A name under a group title becomes ``"Group – Name"``, unless it is a known column name and the only
    one of its kind. A name merged over both rows, or printed only in the upper one, stays as it is.
    """
    merged = [
        area for area in merged if area[0] <= position + _MOST_ROWS and area[2] >= position - _MOST_ROWS
    ]
    start = max(position - _MOST_ROWS, 0)
    rows = row_objects(cells, start, position + 2 + _BELOW_ROWS)
    here = position - start
    shifted = [(area[0] - start, area[1], area[2] - start, area[3]) for area in merged]
    top, bottom = (here, here) if fixed else _merged_rows(rows, here, shifted)
    if top == bottom and not fixed and _continues_below(rows, here, shifted):
        bottom += 1
    elif top == bottom and here and _is_group_row(rows[here - 1], rows[here], here - 1, shifted):
        top -= 1
    names = _names(rows[top : bottom + 1], top, shifted)
    return HeaderBlock(start + bottom, bottom - top + 1, unique_headers(names, first_column))


def is_units_row(row: Sequence[Any]) -> bool:
    """Whether the filled cells of a row below the header are all units: ``(元)``, ``EUR``, ``pcs``."""
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) and _UNIT.fullmatch(cell.strip()) for cell in filled)


def _spans(row: Sequence[Any], position: int, merged: Merged) -> dict[int, int]:
    """Return, for each column of a row, the column whose cell stands for it by a horizontal merge."""
    spans: dict[int, int] = {}
    for first, left, last, right in merged:
        if first <= position <= last and right > left:
            spans |= dict.fromkeys(range(left, min(right, len(row) - 1) + 1), left)
    return spans


def _merged_rows(rows: Sequence[Sequence[Any]], here: int, merged: Merged) -> tuple[int, int]:
    """Return the first and last row that cells merged downwards join to a header row."""
    top = bottom = here
    for _ in range(_MOST_ROWS):
        for first, left, last, _ in merged:
            if first < last and first <= bottom and last >= top and rows[first][left] is not None:
                top, bottom = min(top, first), max(bottom, last)
    whole = rows[top : bottom + 1]
    named = all(cell is None or is_text(cell) for row in whole for cell in row)
    is_header = named and bottom - top < _MOST_ROWS and bottom + 1 < len(rows)
    return (top, bottom) if is_header else (here, here)


def _continues_below(rows: Sequence[Sequence[Any]], here: int, merged: Merged) -> bool:
    """Whether the row below a header row holds the names under its group titles."""
    if here + 2 >= len(rows):
        return False
    upper, lower = rows[here], rows[here + 1]
    names = [cell for cell in lower if cell is not None]
    if not names or not all(is_text(cell) for cell in names) or is_units_row(lower):
        return False
    spans = _spans(upper, here, merged)
    groups = {left for left in spans.values() if upper[left] is not None}
    if len(groups) > 1 or (groups and len(spans) < len(upper)):
        under = [j for j in spans if lower[j] is not None]
        alone = [j for j, cell in enumerate(lower) if cell is not None and j not in spans]
        return len(under) >= 2 and len(alone) <= len(under) and _unlike_below(rows, here + 1)
    gaps = [j for j, cell in enumerate(upper) if cell is None and lower[j] is not None and j]
    covered = all(upper[j] is not None or lower[j] is not None for j in range(len(upper)))
    known = sum(compact(cell_text(cell)) in known_headers() for cell in names)
    stays_known = sum(compact(cell_text(cell)) in known_headers() for cell in upper if cell is not None)
    return bool(gaps) and covered and known >= 2 and known > stays_known and _unlike_below(rows, here + 1)


def _unlike_below(rows: Sequence[Sequence[Any]], place: int) -> bool:
    """Whether a row of text stands above cells of another type in some column, and does not come again."""
    below = [row for row in rows[place + 1 :] if any(cell is not None for cell in row)]
    if not below:
        return False
    columns = [j for j, cell in enumerate(rows[place]) if cell is not None]
    contrast = sum(
        sum(row[j] is not None and not is_text(row[j]) for row in below)
        > 0.5 * max(sum(row[j] is not None for row in below), 1)
        for j in columns
    )
    recurs = sum(any(row[j] == rows[place][j] for row in below) for j in columns)
    return contrast >= max(1, len(columns) // 4) and recurs <= 0.34 * len(columns)


def _is_group_row(upper: Sequence[Any], lower: Sequence[Any], position: int, merged: Merged) -> bool:
    """Whether the row above the names holds group titles: some, not all over one, and not a title line."""
    titles = [j for j, cell in enumerate(upper) if cell is not None]
    if not titles or not all(is_text(upper[j]) for j in titles):
        return False
    spans = _spans(upper, position, merged)
    if spans:
        groups = {spans[j] for j in titles if j in spans}
        singles = [j for j in titles if j not in spans]
        names = [compact(cell_text(cell)) for cell in lower if cell is not None]
        if len(groups) == 1:
            return not singles and bool(titles[0]) and len(set(names)) < len(names)
        return len(groups) > 1 and len(singles) <= len(groups)
    if len(titles) < 2 or len(titles) >= sum(cell is not None for cell in lower):
        return False
    first = next(j for j, cell in enumerate(lower) if cell is not None)
    texts = [cell_text(upper[j]) for j in titles]
    short = all(len(text) <= 24 and ":" not in text and "：" not in text for text in texts)
    names = [cell_text(cell) for cell in lower if cell is not None]
    repeats = len({compact(name) for name in names}) < len(names)
    gaps = [b - a for a, b in zip([*titles], [*titles[1:], len(upper)], strict=True)]
    return short and (repeats or (titles[0] <= first and sum(gap >= 2 for gap in gaps) >= 2))


def _names(rows: Sequence[Sequence[Any]], top: int, merged: Merged) -> list[str]:
    """Return what stands above each column in the rows of a header, titles and name as one text."""
    stacks: list[list[str]] = [[] for _ in rows[-1]]
    for offset, row in enumerate(rows):
        spans, under = _spans(row, top + offset, merged), ""
        is_last = offset == len(rows) - 1
        for j, cell in enumerate(row):
            own = cell_text(cell)
            if own:
                under = own
            elif is_last or (merged and j not in spans):
                under = ""
            if under and under not in stacks[j]:
                stacks[j].append(under)
    forms = [compact(stack[-1]) if stack else "" for stack in stacks]
    texts = []
    for stack, form in zip(stacks, forms, strict=True):
        alone = len(stack) < 2 or (forms.count(form) == 1 and form in known_headers())
        texts.append((stack[-1] if stack else "") if alone else " – ".join(stack))
    return texts
