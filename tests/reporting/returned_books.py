"""Exported workbooks as they come back: edited cell by cell in memory, as a spreadsheet would leave them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from retention_desk.foundation.book_cells import BookCells, BookSheet
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.read_returned import read_returned

KEY_ROW, HEADER_ROW = 3, 5
NINE = dt.datetime(2025, 2, 3, 9, tzinfo=dt.UTC)


class Returned:
    """A workbook in somebody's hands: sheets as grids of cells by row and column number."""

    def __init__(self, book: BookCells):
        self.book = book
        self.grids = {sheet.name: self._grid(sheet) for sheet in book.sheets}
        self.hidden = {sheet.name: sheet.hidden for sheet in book.sheets}
        self.without_value = {}

    @staticmethod
    def _grid(sheet):
        cells = sheet.cells.astype(object)
        return {
            (i + sheet.first_row, j + sheet.first_column): value
            for j in range(cells.shape[1])
            for i, value in enumerate(cells.iloc[:, j])
            if value is not None and value == value
        }

    def names(self):
        return list(self.grids)

    def places(self, sheet, row=KEY_ROW):
        return {str(value): column for (r, column), value in self.grids[sheet].items() if r == row}

    def rows(self, sheet):
        key = self.places(sheet)["row_key"]
        return sorted(r for (r, column), _ in self.grids[sheet].items() if column == key and r > HEADER_ROW)

    def row_of(self, sheet, customer):
        place = self.places(sheet)["customer"]
        return next(r for r in self.rows(sheet) if self.grids[sheet][r, place] == customer)

    def customers(self, sheet):
        place = self.places(sheet)["customer"]
        return [self.grids[sheet][r, place] for r in self.rows(sheet)]

    def put(self, sheet, customer, **cells):
        """Fill cells in by column; None empties one."""
        row, places = self.row_of(sheet, customer), self.places(sheet)
        for column, value in cells.items():
            self.set(sheet, row, places[column], value)
        return self

    def set(self, sheet, row, column, value):
        if value is None:
            self.grids[sheet].pop((row, column), None)
        else:
            self.grids[sheet][row, column] = float(value) if isinstance(value, int) else value
        return self

    def move_rows(self, sheet, where):
        """Put each row at `where(row)`; None deletes it."""
        moved = {}
        for (row, column), value in self.grids[sheet].items():
            to = where(row) if row > HEADER_ROW else row
            if to is not None:
                moved[to, column] = value
        self.grids[sheet] = moved
        return self

    def move_columns(self, sheet, where, *, from_row=1):
        """Put each column at `where(column)`, from a row on (a table moves without what is above it)."""
        moved = {}
        for (row, column), value in self.grids[sheet].items():
            to = where(column) if row >= from_row else column
            if to is not None:
                moved[row, to] = value
        self.grids[sheet] = moved
        return self

    def drop(self, *sheets):
        for name in sheets:
            del self.grids[name]
        return self

    def cells(self, *, who="Ann", saved_at=NINE, file="list.xlsx", keywords=None, comments=()):
        sheets = tuple(self._sheet(name) for name in self.grids)
        return replace(
            self.book,
            file=file,
            file_hash=f"{abs(hash((file, who, saved_at, repr(sorted(map(repr, self.grids.items()))))))}",
            sheets=sheets,
            last_saved_by=who,
            saved_at=saved_at,
            keywords=self.book.keywords if keywords is None else keywords,
            comments=comments,
        )

    def read(self, **told):
        return read_returned(self.cells(**told), typed_days)

    def _sheet(self, name):
        grid = self.grids[name]
        if not grid:
            return BookSheet(name, self.hidden[name], 1, 1, pd.DataFrame())
        last_row, last_column = (max(place[k] for place in grid) for k in (0, 1))
        first = min(place[0] for place in grid)
        columns = {
            j: pd.Categorical([grid.get((i, j + 1)) for i in range(first, last_row + 1)])
            if len({type(v) for (r, c), v in grid.items() if c == j + 1}) <= 1
            else pd.Series([grid.get((i, j + 1)) for i in range(first, last_row + 1)], dtype=object)
            for j in range(last_column)
        }
        found = frozenset(self.without_value.get(name, ()))
        return BookSheet(name, self.hidden.get(name, False), first, 1, pd.DataFrame(columns), lambda: found)
