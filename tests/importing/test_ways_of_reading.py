from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.importing.ways_of_reading import WaysOfReading

RAW = RawTable(Path("a.csv"), "", pd.DataFrame(), 1, 1, (), delimiter=";")
MAPPING = ColumnMapping("a.csv", "", "orders", 1, MappingProxyType({}))


def test_the_column_comes_before_the_mapping_and_the_mapping_before_the_setting() -> None:
    assert WaysOfReading.of(RAW, MAPPING, True).of_column("d") == {
        "day_first": True,
        "decimal": None,
        "hint": ",",
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
    }
