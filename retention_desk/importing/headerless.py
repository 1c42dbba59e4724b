"""Tables that begin with their first row of data: no header, and none needed."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from retention_desk.importing.column_profile import ColumnProfile, profile_column

_LEAST_ROWS: Final = 5
_NEARLY_ALL: Final = 0.95


def is_table_without_header(cells: pd.DataFrame) -> bool:
    """Whether rows are unmistakably data from the first one on: someone, a day, and a number or nothing more.

    Parameters
    ----------
    cells : DataFrame, shape (n_rows, n_columns)
        As in `RawTable.cells`.

    Notes
    -----
    Nearly every cell of one column has to be a date, and of another a key that comes again (numbers alike in
    length, or codes); the first row must fit its columns as well as any other. A table with any column of
    plain words could as well begin with their names.
    """
    if len(cells) < _LEAST_ROWS or cells.shape[1] < 2:
        return False
    columns = [cells[name] for name in cells]
    profiles = [profile_column(column) for column in columns]
    dated = keyed = False
    for column, profile in zip(columns, profiles, strict=True):
        if profile.n_known < 0.5 * len(cells) and profile.n_known:
            return False
        first = profile_column(column.iloc[:1])
        if is_dated(profile):
            dated |= first.date_share == 1.0
        elif is_key(profile):
            keyed |= first.n_known == 1
        elif profile.n_known and profile.number_share < _NEARLY_ALL:
            return False
        if profile.number_share >= _NEARLY_ALL and first.number_share < 1.0:
            return False
    return dated and keyed


def is_dated(profile: ColumnProfile) -> bool:
    """Whether nearly every cell of a column is a date."""
    return profile.date_share >= _NEARLY_ALL


def is_key(profile: ColumnProfile) -> bool:
    """Whether a column holds keys that come again: codes, or whole numbers of one length."""
    if profile.fraction_share > 0 or profile.n_distinct < 3 or profile.date_share > 0.5:
        return False
    again = profile.distinct_share <= 0.98
    if profile.code_share >= _NEARLY_ALL and profile.letters_share >= _NEARLY_ALL:
        return again
    one_length = not np.isnan(profile.low) and profile.low >= 0 and profile.n_distinct >= 5
    long = one_length and (profile.high >= 1000 or profile.mean_length >= 4)
    return again and bool(long) and profile.whole_share >= _NEARLY_ALL
