from retention_desk.reporting.paper.marks import Page, TextMark, box, rule
from retention_desk.reporting.paper.set_text import set_line


def test_boxes_and_rules_are_closed_and_open_outlines():
    framed = box(1, 2, 3, 4, stroke="#000000")
    assert framed.codes[-1] == 79
    assert framed.points.max(axis=0).tolist() == [3, 4]
    line = rule(0, 0, 5, 0, "#000000")
    assert line.codes.tolist() == [1, 2]
    assert not line.fill


def test_a_page_tells_its_texts_and_where_they_end():
    mark = TextMark(10, 20, set_line("Total", "en"), 10, "#000000")
    assert Page([mark, box(0, 0, 1, 1)]).text == "Total"
    assert mark.right == 10 + mark.line.width / 100
