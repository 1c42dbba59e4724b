import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.identifiers import damaged, read_identifiers


@given(keys=st.lists(st.integers(0, 2**53), min_size=1, max_size=20))
def test_whole_numbers_have_one_writing_however_they_come(keys: list[int]) -> None:
    plain = [str(key) for key in keys]
    assert read_identifiers([float(key) for key in keys]).tolist() == plain
    assert read_identifiers([f"{key}.0" for key in keys]).tolist() == plain
    assert read_identifiers(plain).tolist() == plain


@given(keys=st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9\-]{3,20}", fullmatch=True), max_size=20))
def test_reading_a_key_twice_changes_nothing(keys: list[str]) -> None:
    once = read_identifiers(keys).tolist()
    assert read_identifiers([key for key in once if key]).tolist() == [key for key in once if key]


@pytest.mark.parametrize(
    ("cell", "key"),
    [("0012", "0012"), ('="0012"', "0012"), ("'0012", "0012"), (" a b ", "a b"), ("１２３", "123"), ("Ab", "Ab"),
     ("123456789012345678", "123456789012345678"), ("\t6920", "6920"), (1.5, "1.5"), ("nan", None), ("N/A", None)],
)  # fmt: skip
def test_one_cell(cell: object, key: str | None) -> None:
    assert read_identifiers(["x", cell])[1] == key


def test_a_decimal_point_stays_where_the_column_is_not_of_whole_numbers() -> None:
    assert read_identifiers(["13085.0", "1.5"]).tolist() == ["13085.0", "1.5"]


def test_numbers_that_lost_digits_are_found() -> None:
    rounded, _ = damaged([1234567890123456768.0, 123.0, "1234567890123456789"])
    assert rounded.tolist() == [True, False, False]
    rounded, _ = damaged(["214000025955448000", "214000011123769000", "214000007415849000", "12"])
    assert rounded.tolist() == [True, True, True, False]
    rounded, _ = damaged(["214000025955447998", "214000011123769146", "214000007415849000"])
    assert not rounded.any()


def test_scientific_notation_is_damage() -> None:
    assert damaged(["1.23457E+17", "12E5", "1E+17", "A1E+17"])[1].tolist() == [True, False, True, False]
