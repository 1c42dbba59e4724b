"""Columns of typed cells: what is meant, and what is set apart."""

import datetime as dt

import numpy as np

from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.typed_cells import choices_of
from retention_desk.reporting.typed_columns import HowToRead, typed_column

HOW = HowToRead(choices_of(leaving_taxonomy(FigureSettings()), {}), typed_days, dt.date(2025, 1, 1))


def column(name, *cells):
    read = typed_column(name, np.array([*cells, None], dtype=object), HOW)
    return read.values.tolist()[:-1], dict(read.not_read)


def test_each_kind_of_column():
    assert column("status", "Done", " ", "hm") == (["done", None, None], {2: ("hm", None)})
    assert column("note", 7.0, "x ", "#N/A") == (["7", "x", None], {2: ("#N/A", None)})
    assert column("+Budget", 2.5, "#REF!", True) == ([2.5, None, True], {1: ("#REF!", None)})
    days = column("due", dt.datetime(2025, 1, 2, 8), dt.date(2025, 1, 3), "2025-01-04", "soon", dt.time(8))
    assert days[0] == [dt.date(2025, 1, 2), dt.date(2025, 1, 3), dt.date(2025, 1, 4), None, None]
    assert set(days[1]) == {3, 4}


def test_days_are_read_near_the_day_of_the_list():
    assert column("contacted_on", "02/12/2024") == ([dt.date(2024, 12, 2)], {})
    assert column("contacted_on", "02/03/2025") == ([None], {0: ("02/03/2025", None)})
