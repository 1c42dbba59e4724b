"""Reading a sheet of the workbook by its machine keys, as a script would."""

import io
import warnings

import openpyxl

KEY_ROW = 3
HEADER_ROW = 5


def book_of(path, **options):
    """Return a workbook read from memory: openpyxl keeps files with charts open, and warns of data bars."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), **options)


def columns_of(sheet):
    """Return machine key → column number."""
    return {cell.value: cell.column for cell in sheet[KEY_ROW] if cell.value}


def rows_of(sheet, key="row_key"):
    """Return the row numbers that hold data."""
    place = columns_of(sheet)[key]
    last = sheet.max_row
    return [row for row in range(HEADER_ROW + 1, last + 1) if sheet.cell(row, place).value is not None]


def values_of(sheet, key):
    """Return the cells of a column by machine key."""
    place = columns_of(sheet)[key]
    return [sheet.cell(row, place).value for row in rows_of(sheet)]
