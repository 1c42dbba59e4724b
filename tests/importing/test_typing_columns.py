import numpy as np
import pandas as pd

from retention_desk.importing.sheet_cells import column_of
from retention_desk.importing.typing_columns import (
    Cells,
    type_category,
    type_column,
    type_date,
    type_feature,
    type_flag,
    type_identifier,
    type_number,
    type_text,
)  # fmt: skip


def cells(*values: object) -> Cells:
    return Cells.of(column_of(values, len(values)))


def feature(*values: object) -> object:
    return type_feature(cells(*values), day_first=None, decimal=None)


def test_only_values_that_occur_are_kept() -> None:
    column = column_of(["head", "a", "b", "a"], 4).iloc[1:]
    made = Cells.of(column)
    assert (made.values, made.codes.tolist(), made.counts.tolist()) == (["a", "b"], [0, 1, 0], [2, 1])


def test_text_that_does_not_convert_is_told_from_unknown() -> None:
    dates = type_date(cells("2024-01-05", "soon", "-", ""), None)
    assert dates.known.tolist() == [True, False, False, False]
    assert dates.unreadable.tolist() == [False, True, False, False]
    numbers = type_number(cells("5", "five", "n/a", None), None)
    assert numbers.unreadable.tolist() == [False, True, False, False]
    flags = type_flag(cells("yes", "No", "perhaps", ""))
    assert flags.unreadable.tolist() == [False, False, True, False]
    assert pd.isna(flags.values[3])


def test_categories_are_trimmed_sorted_and_never_empty() -> None:
    made = type_category(cells(" b ", "a", "b", "n/a", 3.0))
    assert made.values.categories.tolist() == ["3", "a", "b"]
    assert made.values.codes.tolist() == [2, 1, 2, -1, 0]
    assert type_text(cells("x  y", "")).values[0] == "x y"


def test_writings_of_one_key_are_one_category() -> None:
    made = type_identifier(cells(13085.0, "13085", " 13085", "", "00123"))
    assert made.values.codes.tolist() == [0, 0, 0, -1, 1]
    assert made.values.categories.tolist() == ["13085", "00123"]


def test_features_take_the_type_of_their_content() -> None:
    assert feature("1", "2.5", "n/a", "").dtype == np.float64
    assert str(feature("Yes", "No", "").dtype) == "boolean"
    assert feature("0", "1", "0").dtype == np.float64
    assert feature("2024-01-05", "2024-02-05").dtype == "datetime64[s]"
    assert str(feature("gold", "silver", "gold").dtype) == "category"
    assert str(feature("007", "012").dtype) == "category"
    assert str(feature(*[f"note {i}" for i in range(1200)]).dtype) == "str"
    assert np.isnan(feature("", "n/a")).all()


def test_churned_understands_words_for_leaving() -> None:
    made = type_column(cells("Active", "Churned"), "churned", "flag", day_first=None, decimal=None)
    assert made.values.tolist() == [False, True]


def test_an_apostrophe_that_keeps_a_spreadsheet_from_counting_is_not_of_the_text() -> None:
    written = ["'=1+1", "'+86 138", "''quoted", "'t Hooft", "'", "=1", "'@sum"]
    assert type_text(cells(*written)).values.tolist() == [
        "=1+1", "+86 138", "'quoted", "'t Hooft", "'", "=1", "@sum",
    ]  # fmt: skip
