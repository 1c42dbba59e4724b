"""The header row of a sheet, wherever it is."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.header_text import compact, known_headers

_LOOKED_AT_ROWS: Final = 60
_FAR_ROWS: Final = 200
_LOOKED_AT_COLUMNS: Final = 400
_BELOW_ROWS: Final = 40
_LONGEST_TEXT: Final = 200
_MOST_KNOWN: Final = 4
_SURE_SCORE: Final = 4.5
_NO_TEXTS: Final = frozenset(
    {"TRUE", "FALSE", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
)
_LEAST_PERIODS: Final = 3
_PERIOD: Final = re.compile(
    r"(?:19|20)\d\d[-/.]?(?:0[1-9]|1[0-2]|[QqHh][1-4])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?"
)
_NUMBER_LIKE: Final = re.compile(r"^[^\w\s]{0,3}\s?[\d][\d.,:/\-\s%]*$")


def header_position(cells: pd.DataFrame) -> int | None:
    """Return the position in `cells` of the row that names the columns, or None.

    Notes
    -----
    Every row near the top is scored: share of its cells that are text and no number or date, that are
    distinct, that are known column names (and how many), that stand over columns of another type, that
    do not come again below; and how wide it is beside the rows below. The best row wins, the earlier
    one on a tie; it has to be mostly text and have at least one row below.
    """
    position, score = _best_row(cells, _LOOKED_AT_ROWS)
    if score < _SURE_SCORE and len(cells) > _LOOKED_AT_ROWS:
        position, _ = _best_row(cells, _FAR_ROWS)
    return position


def _best_row(cells: pd.DataFrame, n_rows: int) -> tuple[int | None, float]:
    """Return the likeliest header among the first rows, and its score."""
    wide = cells.iloc[:, :_LOOKED_AT_COLUMNS]
    rows = row_objects(wide, 0, n_rows + _BELOW_ROWS)
    top = np.array(rows, dtype=object).reshape(len(rows), wide.shape[1])
    filled = top != None  # noqa: E711 - element by element
    text = _is_text(top)
    best, best_score = None, 0.0
    for row in np.flatnonzero(filled.any(axis=1))[:n_rows]:
        score = _score(top, filled, text, int(row)) - 0.01 * min(row, _LOOKED_AT_ROWS)
        if score > best_score:
            best, best_score = int(row), score
    if best is not None:  # printed again on each page: the first time counts
        alike = (top[:best] == top[best]) & filled[best]
        again = np.flatnonzero(alike.sum(axis=1) > 0.8 * filled[best].sum())
        best = int(again[0]) if len(again) else best
    return best, best_score


def row_objects(cells: pd.DataFrame, start: int, stop: int) -> list[list[Any]]:
    """Return the cells of some rows row by row, None where empty (or only spaces), long texts cut."""
    start, stop = max(start, 0), min(max(stop, 0), len(cells))
    if start >= stop:
        return []
    columns = []
    for _, column in cells.items():  # noqa: PERF102 - of a frame
        codes, categories = column.array.codes[start:stop].tolist(), column.array.categories
        columns.append([None if code < 0 else _glance(categories[code]) for code in codes])
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(start, stop)]


def _glance(value: Any) -> Any:
    """Return a cell as far as it can matter: None when blank, the beginning of a long text."""
    return value[:_LONGEST_TEXT].strip() or None if isinstance(value, str) else value


def _is_text(top: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    return np.array([[is_text(cell) for cell in row] for row in top], dtype=bool).reshape(top.shape)


def is_text(cell: object) -> bool:
    """Whether a cell is text that reads as neither number, date, truth value nor error."""
    return isinstance(cell, str) and not _NUMBER_LIKE.match(cell.strip()) and cell not in _NO_TEXTS


def _score(
    top: npt.NDArray[np.object_], filled: npt.NDArray[np.bool_], text: npt.NDArray[np.bool_], row: int
) -> float:
    here = filled[row]
    width = int(here.sum())
    below = filled[row + 1 : row + 1 + _BELOW_ROWS]
    below_rows = below[below.any(axis=1)]
    if not len(below_rows):
        return 0.0
    typical = float(np.median(below_rows.sum(axis=1)))
    named = [str(cell).strip() for cell in top[row][here]]
    periods = _periods(top, row)
    text_share = float((text[row] | periods)[here].mean())
    if text_share < 0.6 or width < 0.5 * typical or (width == 1 and typical > 1):
        return 0.0
    if any(
        isinstance(cell, (float, dt.date, dt.time)) and not _year_like(cell)
        for cell in top[row][here & ~periods]
    ):
        text_share -= 0.3
    distinct_share = len({name.casefold() for name in named}) / width
    known = sum(compact(name) in known_headers() for name in named)
    other_type = (filled & ~text)[row + 1 : row + 1 + _BELOW_ROWS][:, here & text[row]]
    contrast = float((other_type.mean(axis=0) > 0.5).mean()) if other_type.size else 0.0
    fullness = min(width / max(typical, 1.0), 1.2)
    brief = float(np.mean([len(name) <= 60 for name in named]))
    below_cells = top[row + 1 : row + 1 + _BELOW_ROWS, here]
    same = below_cells == top[row][here]
    again = same[same.mean(axis=1) < 0.6]  # a whole header printed again is still a header
    recurring = float(again.any(axis=0).mean())
    is_usual = bool(len(again) > 1 and (again.mean(axis=0) > 0.5).any())
    return (
        text_share + distinct_share + 2.0 * known / width + 0.5 * min(known, _MOST_KNOWN) + 1.2 * contrast
        + fullness + 0.5 * brief
        - 3.0 * recurring - 2.0 * is_usual
    )  # fmt: skip


def _periods(top: npt.NDArray[np.object_], row: int) -> npt.NDArray[np.bool_]:
    """Return the cells of a row that name periods one after the other above numbers: the head of a pivot."""
    found = np.zeros(top.shape[1], dtype=bool)
    starts = [cell_text(cell)[:10] if _names_period(cell) else "" for cell in top[row]]
    places = [place for place, start in enumerate(starts) if start]
    named = [starts[place] for place in places]
    if len(named) < _LEAST_PERIODS or named != sorted(set(named)) or places[0] == 0:
        return found
    below = top[row + 1 : row + 1 + _BELOW_ROWS, places].ravel()
    known = [cell for cell in below.tolist() if cell is not None]
    numbers = sum(isinstance(cell, float) or not is_text(cell) for cell in known)
    if known and numbers >= 0.9 * len(known) and not any(isinstance(cell, dt.date) for cell in known):
        found[places] = True
    return found


def _names_period(cell: object) -> bool:
    return isinstance(cell, dt.date) or (isinstance(cell, str) and bool(_PERIOD.fullmatch(cell.strip())))


def _year_like(cell: object) -> bool:
    return isinstance(cell, float) and cell.is_integer() and 1990 <= cell <= 2100


def cell_text(cell: object) -> str:
    """Return a header cell as text: whole numbers without decimals, spaces as one, ``""`` when empty."""
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return str(cell.date())
    return " ".join(str(cell)[:_LONGEST_TEXT].split())
