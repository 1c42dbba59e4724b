import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pandas as pd
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy
from retention_desk.importing.ways_of_reading import WaysOfReading

RAW = RawTable(Path("a.csv"), "", pd.DataFrame(), 1, 1, (), delimiter=";")
MAPPING = ColumnMapping("a.csv", "", "orders", 1, MappingProxyType({}))


def test_the_column_comes_before_the_mapping_and_the_mapping_before_the_setting() -> None:
    assert WaysOfReading.of(RAW, MAPPING, True).of_column("d") == {
        "day_first": True,
        "decimal": None,
        "hint": ",",
        "from_1904": False,
    }
    mapping = replace(MAPPING, day_first=False, decimal=".")
    assert WaysOfReading.of(RAW, mapping, True).of_column("d")["day_first"] is False
    mapping = replace(
        mapping, day_first_of=MappingProxyType({"d": True}), decimal_of=MappingProxyType({"d": ","})
    )
    assert WaysOfReading.of(replace(RAW, delimiter=","), mapping, None).of_column("d") == {
        "day_first": True,
        "decimal": ",",
        "hint": None,
        "from_1904": False,
    }


def test_bare_numbers_in_a_date_column_count_as_the_dates_beside_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["customer id", "order date", "amount"])
    for i in range(12):
        book.active.append([f"C{i % 5}", dt.datetime(2011, 1, 2 + i) if i % 2 else 39083 + i, 10 + i])
    book.save(tmp_path / "mac.xlsx")
    raws = read_export(tmp_path / "mac.xlsx")
    assert raws[0].from_1904
    days = tidy(raws, propose_mapping(raws)).events["orders"]["ordered_on"]
    assert sorted(day.date() for day in days) == [dt.date(2011, 1, 2 + i) for i in range(12)]
