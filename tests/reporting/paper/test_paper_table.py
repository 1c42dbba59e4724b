import pytest

from retention_desk.reporting.paper.marks import Page, TextMark
from retention_desk.reporting.paper.paper_table import GAP, Column, Marked, Row, column_widths, paper_table

COLUMNS = (Column("Figure", grows=True), Column("Value", right=True), Column("n", right=True))


def texts(block):
    page = Page()
    block.draw(page, 0, 0)
    return [mark for mark in page.marks if isinstance(mark, TextMark)]


def test_columns_fill_the_width_and_numbers_end_together():
    table = paper_table(
        COLUMNS, [Row(("Retention", "42.3 %", "5")), Row(("Churn", "7 %", "12,345"))], 400, "en"
    )
    assert table.header is not None
    assert table.header.width == pytest.approx(400)
    ends = {round(texts(row)[1].right, 3) for row in table.rows}
    assert len(ends) == 1
    assert texts(table.rows[0])[2].right == pytest.approx(400)


def test_long_texts_wrap_and_numbers_do_not():
    rows = [Row(("a sentence that is much too long for its column " * 4, "£1,234,567", "12"))]
    table = paper_table(COLUMNS, rows, 300, "en")
    said = [mark.line.text for mark in texts(table.rows[0])]
    assert "£1,234,567" in said
    assert len(said) > 4
    assert all(mark.right <= 300.5 for mark in texts(table.rows[0]))


def test_words_that_cannot_fit_are_cut_not_lost():
    columns = tuple(Column(f"c{k}") for k in range(8))
    rows = [Row(tuple("Supercalifragilistic" for _ in range(8)))]
    widths = column_widths(columns, rows, 400, "en")
    assert sum(widths) + 7 * GAP == pytest.approx(400)
    assert all(mark.right <= 401 for mark in texts(paper_table(columns, rows, 400, "en").rows[0]))


def test_a_mark_stands_in_its_colour_and_a_total_is_semibold():
    row = Row((Marked("■", "risk", "At risk"), "1", "2"), is_total=True)
    marks = texts(paper_table(COLUMNS, [row], 400, "en").rows[0])
    signs = [mark for mark in marks if mark.line.text == "■"]
    assert len(signs) == 1
    assert signs[0].colour != marks[0].colour
    assert str(row.cells[0]) == "■\u00a0At risk"


def test_without_titles_there_is_no_header():
    assert paper_table((Column(""), Column("")), [Row(("a", "b"))], 300, "en").header is None


def test_an_endless_cell_is_cut():
    table = paper_table((Column("x", grows=True),), [Row(("word " * 3000,))], 200, "en")
    assert table.rows[0].height < 120
