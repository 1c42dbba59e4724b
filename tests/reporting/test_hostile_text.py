"""Text in CSV cells: never a formula, and unchanged when read back."""

from hypothesis import given
from hypothesis import strategies as st

from retention_desk.reporting.hostile_text import CELL_LIMIT, cell_text, escaped, unescaped


@given(st.text(max_size=30))
def test_what_is_escaped_reads_back_unchanged_and_starts_no_formula(text):
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_plain_text_is_left_alone():
    assert escaped("Hartwell Joinery") == "Hartwell Joinery"
    assert escaped("=1+1") == "'=1+1"


def test_a_cell_holds_what_excel_can_hold():
    assert len(cell_text("x" * 100_000)) == CELL_LIMIT
    assert cell_text("x" * 100_000).endswith("…")
