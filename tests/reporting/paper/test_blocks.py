import pytest

from retention_desk.foundation.report_results import ReportChart
from retention_desk.reporting.paper.blocks import (
    FigureText,
    beside,
    bullet,
    card_row,
    chart_block,
    figure_card,
    note_block,
    rule_block,
    stacked,
    text_block,
)
from retention_desk.reporting.paper.marks import Page, ShapeMark, TextMark


def drawn(block, x=100.0, y=200.0):
    page = Page()
    block.draw(page, x, y)
    return page


def test_a_paragraph_is_as_high_as_its_lines():
    one, many = (text_block(text, 200, "en") for text in ("short", "a longer text that wraps " * 5))
    assert many.height > one.height == 20
    marks = drawn(many).marks
    assert len(marks) == many.height / 20
    assert all(mark.x == 100 and mark.right <= 300.5 for mark in marks)
    assert 200 < marks[0].y < 220


def test_blocks_below_and_beside_each_other():
    first, second = text_block("a", 100, "en"), text_block("b", 80, "en")
    below = stacked([first, second], 5)
    assert (below.width, below.height) == (100, 45)
    level = beside([first, second], 12)
    assert (level.width, level.height) == (192, 20)
    xs = [mark.x for mark in drawn(level).marks]
    assert xs == [100, 212]
    assert stacked([], 5).height == 0


def test_a_bullet_hangs():
    marks = drawn(bullet("a sentence " * 12, 200, "en")).marks
    assert marks[0].line.text == "–"
    assert {mark.x for mark in marks[1:]} == {116}


def test_a_note_has_a_bar_of_its_tone_and_its_title():
    page = drawn(note_block("Text", 200, "en", title="Title", tone="warning"))
    assert page.text.split("\n") == ["Title", "Text"]
    assert len([mark for mark in page.marks if isinstance(mark, ShapeMark)]) == 2


def test_a_card_says_its_value_and_gives_way_when_it_is_long():
    card = figure_card(FigureText("Revenue", "42.3", "%", notes=("n = 3",)), 150, "en")
    said = {mark.line.text: mark for mark in drawn(card).marks}
    assert said["42.3"].size == 28
    assert said["%"].x > said["42.3"].right
    long = figure_card(FigureText("Revenue", "£123,456,789.00"), 150, "en")
    (value,) = [mark for mark in drawn(long).marks if mark.line.text.startswith("£")]
    assert value.size == 20
    money = figure_card(FigureText("Revenue", "12", "£", unit_first=True), 150, "en")
    said = {mark.line.text: mark for mark in drawn(money).marks}
    assert said["£"].right <= said["12"].x


def test_cards_of_a_row_are_framed_and_level():
    row = card_row([FigureText("a", "1"), FigureText("b", "2", notes=("x", "y"))], 400, 4, "en")
    frames = [mark for mark in drawn(row).marks if isinstance(mark, ShapeMark)]
    assert len({mark.points[:, 1].max() for mark in frames}) == 1
    assert card_row([], 400, 4, "en").height == 0


def test_a_chart_without_data_says_why():
    missing = ReportChart("Cohorts", "", None, 200, 0, "Needs dates.")
    page = drawn(chart_block(missing, 200, "en"))
    assert page.text == "Cohorts\nNeeds dates."
    assert all(isinstance(mark, TextMark) for mark in page.marks)


def test_a_rule_is_one_pixel_high():
    assert rule_block(100).height == pytest.approx(1)
    assert len(drawn(rule_block(100)).marks) == 1
