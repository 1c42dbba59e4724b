"""Colours of bands and holdout rows as conditional formats, so that they follow the live cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from retention_desk.foundation.vocabulary import BAND_MARKS
from retention_desk.reporting.target import HEADER_ROW, Target
from retention_desk.reporting.workbook_style import colours


def colour_bands(target: Target, sheet: Any, place: int, rows: int) -> None:
    """Colour the band cells of a column by their mark."""
    for band, mark in BAND_MARKS.items():
        sheet.conditional_format(
            HEADER_ROW + 1,
            place,
            HEADER_ROW + max(rows, 1),
            place,
            {
                "type": "text",
                "criteria": "begins with",
                "value": mark,
                "format": target.formats.bare(font_color=colours()[band]),
            },
        )


def grey_holdout(target: Target, sheet: Any, arm_place: int, columns: int, rows: int, word: str) -> None:
    """Hatch the rows that are left alone; the arm column says so in words."""
    arm = xl_col_to_name(arm_place)
    style = target.formats.bare(
        font_color=colours()["holdout_text"], pattern=14, fg_color=colours()["line"], bg_color="white"
    )
    sheet.conditional_format(
        HEADER_ROW + 1,
        0,
        HEADER_ROW + max(rows, 1),
        columns - 1,
        {"type": "formula", "criteria": f'=${arm}{HEADER_ROW + 2}="{word}"', "format": style},
    )
