"""The workbook being written: what every sheet needs, in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from retention_desk.foundation.handed_out import handed_out_rows
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.trace_results import FigureSources
from retention_desk.foundation.wording import Phrase, Words
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.workbook_style import HEADER_HEIGHT, ROW_HEIGHT, Formats, display_width

if TYPE_CHECKING:
    import pandas as pd

SHEET_ROWS: Final = 1_048_576
HEADER_ROW: Final = 4
"""Row (from 0) of the table headers: row 5 in Excel, below title, sentence, machine keys and group names."""
KEY_ROW: Final = 2
"""Hidden row that holds the machine key of each column."""
STEP_ROWS: Final = 4_000
WIDEST: Final = 46

Kind = Literal["text", "number", "formula", "date", "mixed"]


@dataclass(frozen=True, eq=False)
class Target:
    """An open workbook with its formats, the analysis it shows and the language it speaks.

    Attributes
    ----------
    book : xlsxwriter.Workbook
    sheets : mapping of sheet key to (name, worksheet)
        Names are in the workbook's language.
    list_id : str
        Identifies this list when it comes back.
    """

    book: Any
    formats: Formats
    analysis: Analysis
    words: Words
    progress: Progress
    sheets: dict[str, tuple[str, Any]]
    list_id: str
    file_name: str
    memory: dict[str, Any] = field(default_factory=dict)
    earliest_date: dt.date = dt.date(1990, 1, 1)
    figure_sources: tuple[FigureSources, ...] = ()
    review: Review | None = None
    anonymised: str = ""
    """Mark of the key with which the analysis was anonymised; empty when it was not."""

    @cached_property
    def handed_out(self) -> pd.DataFrame:
        """What the cells to fill in hold, by row of the plan (see `handed_out_rows`)."""
        plan, data = self.analysis.plan, self.analysis.data
        rows = handed_out_rows(plan.table, data.customer_ids, self.analysis.history)
        return rows.set_index(plan.table.index)

    @property
    def weighted(self) -> list[int]:
        """Positions of the indicators that count: the others are on offer in the program only."""
        return [place for place, weight in enumerate(self.analysis.health.weights) if weight > 0]

    def add_sheet(self, key: str, title: Phrase) -> None:
        """Add a sheet named in the workbook's language."""
        name = self.words(title)[:31]
        sheet = self.book.add_worksheet(name, worksheet_class=plain_worksheet())
        self.sheets[key] = (name, sheet)
        sheet.hide_gridlines(2)

    def sheet(self, key: str) -> Any:
        """Return a sheet that was added."""
        return self.sheets[key][1]

    def name_of(self, key: str) -> str:
        """Return the quoted name of a sheet for formulas."""
        return "'" + self.sheets[key][0].replace("'", "''") + "'"

    def head(self, sheet: Any, title: str, sentence: str) -> None:
        """Write title and sentence in the first two rows."""
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, cell_text(title), self.formats.title)
        sheet.write_string(1, 0, cell_text(sentence), self.formats.sentence)

    def print_setup(self, sheet: Any, *, repeat: int | None = None, pages_high: int = 0) -> None:
        """Set landscape A4, one page wide, with file, as-of date and page numbers in the footer."""
        day = self.words.date(self.analysis.data.as_of)
        page = self.words("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, pages_high)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        as_of = self.words("as of {day}", day=day)
        sheet.set_footer(f"&L&8{self.file_name.replace('&', '&&')}&C&8{as_of}&R&8{page}")
        if repeat is not None:
            sheet.repeat_rows(repeat)


@cache
def plain_worksheet() -> type[Any]:
    """Return a worksheet that takes formulas as they are.

    XlsxWriter looks for thirty functions of newer Excel versions in every formula, which takes most of the
    time of a sheet with many; ours use none of them.
    """
    from xlsxwriter.worksheet import Worksheet

    class PlainWorksheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return PlainWorksheet


@dataclass(frozen=True, eq=False)
class SheetColumn:
    """One column of a table sheet.

    Attributes
    ----------
    key : str
        Machine key, the same in every language.
    title : str
    group : str
        Key of the group it stands in.
    width : float
    kind : Kind
    values : sequence
        One per row: text, number, date, any of these if mixed, or, for formulas, the computed value; None,
        NaN and "" are empty.
    number_format : str
    formulas : sequence of str, optional
        One per row, without the leading ``=`` being user text.
    fill_in : bool
        People fill it in.
    hidden : bool
    wrap : bool
        Long text takes further lines; the rows are made as high as it needs.
    """

    key: str
    title: str
    group: str
    width: float
    kind: Kind
    values: Sequence[Any] | np.ndarray[Any, Any]
    number_format: str = "General"
    formulas: Sequence[str] | None = None
    fill_in: bool = False
    hidden: bool = False
    align: str = ""
    wrap: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the column is set to the right: numbers, and formulas that give numbers."""
        return self.kind == "number" or (self.kind == "formula" and self.number_format != "General")


@dataclass(frozen=True)
class Group:
    """A named run of columns: key, title, whether people fill it in."""

    key: str
    title: str
    fill_in: bool = False


def write_table(
    target: Target, sheet: Any, name: str, columns: Sequence[SheetColumn], groups: Sequence[Group], rows: int
) -> None:
    """Write columns as a real Excel table below group names and a hidden row of machine keys.

    Parameters
    ----------
    target : Target
    sheet : xlsxwriter.Worksheet
    name : str
        Name of the table, unique in the workbook.
    columns : sequence of SheetColumn
    groups : sequence of Group
    rows : int
        Rows of data; an empty table keeps one blank row, as Excel asks.
    """
    formats = target.formats
    titles = _unique_titles(columns)
    last = HEADER_ROW + max(rows, 1)
    header = [
        {
            "header": title,
            "header_format": formats.header_over(
                fill_in=column.fill_in, right=column.is_right, indent=place > 0
            ),
        }
        for place, (column, title) in enumerate(zip(columns, titles, strict=True))
    ]
    sheet.add_table(
        HEADER_ROW,
        0,
        last,
        len(columns) - 1,
        {"name": name, "columns": header, "style": None, "autofilter": True},
    )
    sheet.set_row(HEADER_ROW, HEADER_HEIGHT)
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.set_default_row(ROW_HEIGHT)
    _write_groups(target, sheet, columns, groups)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, fitting_width(column), None, {"hidden": column.hidden})
        sheet.write_string(KEY_ROW, place, column.key)
        write_cells(target, sheet, place, column, rows)
    _set_heights(sheet, [column for column in columns if column.wrap], rows)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    target.print_setup(sheet, repeat=HEADER_ROW)


def _set_heights(sheet: Any, wrapped: Sequence[SheetColumn], rows: int) -> None:
    """Make each row as high as its longest wrapped text: spreadsheets do not when they open a file."""
    for row in range(rows if wrapped else 0):
        lines = max(-(-display_width(str(column.values[row])) // int(column.width - 2)) for column in wrapped)
        if lines > 1:
            sheet.set_row(HEADER_ROW + 1 + row, ROW_HEIGHT * (1 + 0.72 * (lines - 1)))


def write_cells(target: Target, sheet: Any, place: int, column: SheetColumn, rows: int) -> None:
    """Write the body of one column; user text is always a string cell."""
    style = target.formats.input_cell if column.fill_in else target.formats.cell
    extra: dict[str, Any] = {"align": column.align} if column.align else {}
    if column.wrap:
        extra["text_wrap"] = True
    if place and not column.is_right:
        extra["indent"] = 1
    wanted = style("@" if column.kind == "text" and not column.fill_in else column.number_format, **extra)
    first = HEADER_ROW + 1
    if not len(column.values):
        for row in range(rows):
            sheet.write_blank(first + row, place, None, wanted)
        return
    values = column.values.tolist() if isinstance(column.values, np.ndarray) else column.values
    formulas = column.formulas
    for row, value in enumerate(values):
        if row % STEP_ROWS == 0:
            target.progress.step(0.0)
        if formulas is not None:
            sheet.write_formula(first + row, place, formulas[row], wanted, "" if is_empty(value) else value)
        elif is_empty(value):
            sheet.write_blank(first + row, place, None, wanted)
        elif column.kind == "text":
            sheet.write_string(first + row, place, cell_text(str(value)), wanted)
        elif column.kind == "date":
            sheet.write_datetime(first + row, place, value, wanted)
        elif column.kind == "mixed":
            _write_mixed(sheet, first + row, place, value, wanted, style("yyyy-mm-dd", **extra))
        else:
            sheet.write_number(first + row, place, value, wanted)


def _write_mixed(sheet: Any, row: int, place: int, value: Any, plain: Any, dated: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, place, cell_text(value), plain)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, plain)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, place, value, dated)
    else:
        sheet.write_number(row, place, value, plain)


def fitting_width(column: SheetColumn) -> float:
    """Return the width of a column: as planned, wider for long text that is read, up to a limit."""
    if column.kind != "text" or column.fill_in or column.hidden or column.wrap:
        return column.width
    longest = max((display_width(str(value)) for value in column.values if not is_empty(value)), default=0)
    return min(max(column.width, longest + 3), WIDEST)


def is_empty(value: Any) -> bool:
    """Return whether a cell stays blank: None, NaN or empty text."""
    return value is None or value == "" or (isinstance(value, float) and value != value)


def _unique_titles(columns: Sequence[SheetColumn]) -> list[str]:
    seen: dict[str, int] = {}
    titles = []
    for column in columns:
        title = cell_text(column.title)[:250]
        count = seen.get(title.casefold(), 0)
        seen[title.casefold()] = count + 1
        titles.append(f"{title} {count + 1}" if count else title)
    return titles


def _write_groups(
    target: Target, sheet: Any, columns: Sequence[SheetColumn], groups: Sequence[Group]
) -> None:
    for group in groups:
        places = [place for place, column in enumerate(columns) if column.group == group.key]
        style = target.formats.input_group if group.fill_in else target.formats.group
        for rank, place in enumerate(places):
            sheet.write_string(HEADER_ROW - 1, place, group.title if rank == 0 else "", style)
