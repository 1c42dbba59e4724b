"""The Retention sheet: cohort grid with immature cells hatched, and both definitions period by period."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from retention_desk.foundation.results import CohortGrid, RetentionMovements
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import HEADER_HEIGHT, colours

PERIODS_SHOWN: Final = 25
HATCH: Final = 14
SMALL_COHORT: Final = 30


def write_retention_sheet(target: Target) -> None:
    """Write the cohort grid and the movements of each complete period, where the data are dated."""
    metrics, words = target.analysis.metrics, target.words
    grid, movements = metrics.cohorts, metrics.movements
    if grid is None and movements is None:
        return
    sheet = target.sheet("retention")
    target.head(
        sheet,
        words("Who comes back"),
        words("Share of each cohort with a purchase in the period after; hatched: the period is not over."),
    )
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, PERIODS_SHOWN + 2, 7)
    row = 3
    if grid is not None:
        row = _write_grid(target, sheet, grid, row)
    if movements is not None and len(movements.ends):
        _write_movements(target, sheet, movements, row + 2)
    sheet.freeze_panes(4, 2)
    target.print_setup(sheet)


def _write_grid(target: Target, sheet: Any, grid: CohortGrid, row: int) -> int:
    words, formats = target.words, target.formats
    columns = min(grid.active.shape[1], PERIODS_SHOWN)
    first = max(0, len(grid.starts) - PERIODS_SHOWN)
    titles = (words("First order"), words("Customers"), *(words.count(k) for k in range(columns)))
    sheet.set_row(row, HEADER_HEIGHT * 0.7)
    for place, title in enumerate(titles):
        sheet.write_string(row, place, title, formats.header)
    top = row + 1
    for cohort in range(first, len(grid.starts)):
        row += 1
        size = int(grid.size[cohort])
        label = (
            words.month(grid.starts[cohort]) if grid.period == "month" else words.date(grid.starts[cohort])
        )
        small = {"font_color": colours()["muted"]} if size < SMALL_COHORT else {}
        sheet.write_string(row, 0, label, formats.cell(**small))
        sheet.write_number(row, 1, size, formats.cell("#,##0", **small))
        for k in range(columns):
            count = grid.active[cohort, k]
            if not np.isfinite(count) or not size:
                continue
            hatched = (
                {}
                if grid.mature[cohort, k]
                else {"pattern": HATCH, "fg_color": colours()["hatch"], "bg_color": "white"}
            )
            sheet.write_number(
                row, 2 + k, count / size, formats.of(num_format="0%", align="center", **hatched, **small)
            )
    _colour_grid(sheet, top, row, columns)
    return row


def _colour_grid(sheet: Any, top: int, bottom: int, columns: int) -> None:
    """Shade the grid from month 1 on; month 0 is always 100 %."""
    if columns < 2 or bottom < top:
        return
    sheet.conditional_format(
        top, 3, bottom, 1 + columns,
        {"type": "2_color_scale", "min_color": colours()["step0"], "max_color": colours()["step4"]},
    )  # fmt: skip


def _write_movements(target: Target, sheet: Any, movements: RetentionMovements, row: int) -> None:
    words, formats = target.words, target.formats
    sheet.write_string(row, 0, words("Two definitions, one difference"), formats.of(bold=True, font_size=12))
    sentence = words(
        "Who was here and still is ÷ opening; and heads at the end less new ones ÷ opening. The difference is customers who came back."
    )
    sheet.write_string(row + 1, 0, sentence, formats.sentence)
    titles = (
        words("Period to"),
        words("Opening"),
        words("Stayed"),
        words("Came back"),
        words("New"),
        words("Closing"),
        words("Retention"),
        words("By heads"),
    )
    row += 2
    sheet.set_row(row, HEADER_HEIGHT)
    for place, title in enumerate(titles):
        sheet.write_string(row, place, title, formats.header)
    for k, end in enumerate(movements.ends):
        row += 1
        opening, stayed = int(movements.opening[k]), int(movements.stayed[k])
        back, new = int(movements.came_back[k]), int(movements.new[k])
        sheet.write_string(row, 0, words.date(end), formats.cell())
        for place, value in enumerate((opening, stayed, back, new), start=1):
            sheet.write_number(row, place, value, formats.cell("#,##0"))
        at = row + 1
        closing = f"=SUM({xl_col_to_name(2)}{at}:{xl_col_to_name(4)}{at})"
        sheet.write_formula(row, 5, closing, formats.cell("#,##0"), stayed + back + new)
        _write_share(
            target, sheet, (row, 6), f'=IF(B{at}=0,"",C{at}/B{at})', stayed / opening if opening else None
        )
        by_heads = (stayed + back) / opening if opening else None
        _write_share(target, sheet, (row, 7), f'=IF(B{at}=0,"",(F{at}-E{at})/B{at})', by_heads)


def _write_share(target: Target, sheet: Any, at: tuple[int, int], formula: str, value: float | None) -> None:
    sheet.write_formula(*at, formula, target.formats.cell("0.0%"), "" if value is None else value)
