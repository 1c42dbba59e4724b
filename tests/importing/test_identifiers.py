import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.identifiers import may_be_rounded, read_identifiers


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


def test_numbers_beyond_what_excel_keeps_are_suspect() -> None:
    assert may_be_rounded([1234567890123456768.0, 123.0, "1234567890123456789"]).tolist() == [
        True,
        False,
        False,
    ]
