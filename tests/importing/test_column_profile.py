import pytest

from retention_desk.importing.column_profile import profile_column
from retention_desk.importing.sheet_cells import column_of


def test_shares_are_of_the_known_cells() -> None:
    profile = profile_column(column_of(["5", "7.5", "-1", "n/a", "", "x"], 6))
    assert (profile.n_rows, profile.n_known, profile.n_distinct) == (6, 4, 4)
    assert profile.number_share == pytest.approx(0.75)
    assert profile.negative_share == profile.fraction_share == profile.letters_share == pytest.approx(0.25)
    assert (profile.low, profile.high) == (-1.0, 7.5)


def test_dates_flags_and_codes() -> None:
    assert profile_column(column_of(["2024-01-01", "2024-02-01"], 2)).date_share == 1.0
    assert profile_column(column_of(["Yes", "No"], 2)).flag_share == 1.0
    assert profile_column(column_of(["Churned", "Stayed"], 2)).left_share == 1.0
    codes = profile_column(column_of(["C-10045", "15634602", "C 1"], 3))
    assert codes.code_share == pytest.approx(2 / 3)
    assert codes.distinct_share == 1.0


def test_an_empty_column_knows_nothing() -> None:
    assert profile_column(column_of(["", None], 2)).known_share == 0.0
    assert profile_column(column_of(["-", "N/A"], 2)).n_known == 0
