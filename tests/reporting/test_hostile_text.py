"""Text in CSV cells: never a formula, and unchanged when read back."""

from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.identifiers import read_identifiers
from retention_desk.reporting.hostile_text import CELL_LIMIT, cell_text, escaped


@given(st.text(max_size=30) | st.from_regex(r"['=+@-]{1,3}[\"\w]{0,8}"))
def test_an_identifier_that_went_out_comes_back_unchanged_and_starts_no_formula(text):
    [key] = read_identifiers([text])
    if key is not None:
        assert read_identifiers([escaped(key)]).tolist() == [key]
        assert not escaped(key).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_plain_text_is_left_alone():
    assert escaped("Hartwell Joinery") == "Hartwell Joinery"
    assert escaped("=1+1") == "'=1+1"


def test_a_cell_holds_what_excel_can_hold():
    assert len(cell_text("x" * 100_000)) == CELL_LIMIT
    assert cell_text("x" * 100_000).endswith("…")
