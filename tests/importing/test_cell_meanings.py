import pytest

from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError, unescape_hex


def test_a_shared_text_and_a_number() -> None:
    meanings = CellMeanings(["", "x"])
    assert meanings.value(b' t="s"', b"1") == "x"
    assert meanings.value(b' t="s"', b"0") is None
    assert meanings.value(b' s="3"', b"1E2") == 100.0
    assert meanings.value(b"", b"") is None


def test_escaped_characters() -> None:
    assert unescape_hex("a_x000D_b_x0041_") == "a\rbA"
    assert issubclass(IrregularSheetError, Exception)


def test_a_text_that_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        CellMeanings([]).value(b"", b"x")
