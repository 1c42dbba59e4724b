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
_UNIT: Final = re.compile(
    r"[(\[（【]\s*[^()\[\]（）【】]{1,16}\s*[)\]）】]|%|‰|[$€£¥￥]|[A-Z]{3}|元|万元|千元|個?个?|件|台|套|笔|筆|次|人|天|日"
    r"|pcs\.?|units?|pieces?|kg|g|km|h|min|days?|hours?|stück|stk\.?|yyyy[-/.]mm[-/.]dd|dd[-/.]mm[-/.]yyyy|mm[-/.]dd[-/.]yyyy"
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
    merged = [area for area in merged if area[0] <= position + 1 and area[2] >= position - 1]
    rows = row_objects(cells, max(position - 1, 0), position + 2 + _BELOW_ROWS)
    here = position - max(position - 1, 0)
    if not fixed and _continues_below(rows, here, position, merged):
        return _two_rows(rows[here], rows[here + 1], position, merged, first_column)
    if here and _is_group_row(rows[0], rows[1], position - 1, merged):
        return _two_rows(rows[0], rows[1], position - 1, merged, first_column)
    names = unique_headers([cell_text(cell) for cell in rows[here]], first_column)
    return HeaderBlock(position, 1, names)


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


def _merged_down(position: int, merged: Merged) -> set[int]:
    """Return the columns whose cells at `position` and below it are one."""
    return {
        column
        for first, left, last, right in merged
        if first <= position < last
        for column in range(left, right + 1)
    }


def _continues_below(rows: Sequence[Sequence[Any]], here: int, position: int, merged: Merged) -> bool:
    """Whether the row below a header row holds the names under its group titles."""
    if here + 2 >= len(rows):
        return False
    upper, lower = rows[here], rows[here + 1]
    names = [cell for cell in lower if cell is not None]
    if not names or not all(is_text(cell) for cell in names) or is_units_row(lower):
        return False
    spans = _spans(upper, position, merged)
    down = _merged_down(position, merged)
    groups = {left for left in spans.values() if upper[left] is not None}
    if len(groups) > 1 or (groups and len(spans) < len(upper)):
        under = [j for j in spans if lower[j] is not None]
        alone = [j for j, cell in enumerate(lower) if cell is not None and j not in spans and j not in down]
        return len(under) >= 2 and len(alone) <= len(under) and _unlike_below(rows, here + 1)
    if merged and down:
        return len(names) + len(down) >= len(upper) and _unlike_below(rows, here + 1)
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
    down = _merged_down(position, merged)
    if spans or down:
        whole = len(set(spans.values())) == 1 and len(spans) >= 0.9 * len(upper) and len(titles) == 1
        grouped = [j for j in titles if j in spans]
        named_above = [j for j in down if lower[j] is None and upper[j] is not None]
        title_line = len(titles) == 1 and not titles[0] and not named_above
        return not whole and not title_line and bool(grouped or named_above)
    if len(titles) < 2 or len(titles) >= sum(cell is not None for cell in lower):
        return False
    first = next(j for j, cell in enumerate(lower) if cell is not None)
    texts = [cell_text(upper[j]) for j in titles]
    short = all(len(text) <= 24 and ":" not in text and "：" not in text for text in texts)
    names = [cell_text(cell) for cell in lower if cell is not None]
    repeats = len({compact(name) for name in names}) < len(names)
    gaps = [b - a for a, b in zip([*titles], [*titles[1:], len(upper)], strict=True)]
    return short and (repeats or (titles[0] <= first and sum(gap >= 2 for gap in gaps) >= 2))


def _two_rows(
    upper: Sequence[Any], lower: Sequence[Any], top: int, merged: Merged, first_column: int
) -> HeaderBlock:
    spans = _spans(upper, top, merged)
    groups, under = [], ""
    for j, cell in enumerate(upper):
        if cell is not None:
            under = cell_text(cell)
        elif merged and j not in spans:
            under = ""
        groups.append(under)
    names = [cell_text(cell) for cell in lower]
    forms = [compact(name) for name in names]
    texts = []
    for j, name in enumerate(names):
        own = cell_text(upper[j]) if upper[j] is not None else ""
        if not name:
            texts.append(own or groups[j])
        elif not groups[j] or (forms.count(forms[j]) == 1 and forms[j] in known_headers()):
            texts.append(name)
        else:
            texts.append(f"{groups[j]} – {name}" if groups[j] != name else name)
    return HeaderBlock(top + 1, 2, unique_headers(texts, first_column))
