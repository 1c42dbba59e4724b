import numpy as np

from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, Page, TextMark, box, rule
from retention_desk.reporting.paper.page_picture import page_picture
from retention_desk.reporting.paper.set_text import set_line


def test_a_page_is_drawn_where_its_marks_stand():
    sheet = Page([box(100, 200, 300, 260, fill="#FF0000"), rule(0, 500.5, PAGE_WIDTH, 500.5, "#0000FF", 2)])
    picture = page_picture(sheet, round(PAGE_WIDTH))
    assert picture.shape == (round(PAGE_HEIGHT * round(PAGE_WIDTH) / PAGE_WIDTH), 794, 4)
    assert tuple(picture[230, 200]) == (255, 0, 0, 255)
    assert tuple(picture[10, 10]) == (255, 255, 255, 255)
    assert picture[500, 400, 2] > 200 > picture[500, 400, 0]


def test_text_is_drawn_on_its_baseline():
    line = set_line("HHHH 留", "zh_CN")
    picture = page_picture(Page([TextMark(50, 100, line, 40, "#000000")]), 794)
    dark = np.argwhere(picture[..., 0] < 128)
    assert 60 < dark[:, 0].min() < 75
    assert dark[:, 1].min() >= 50
    assert dark[:, 1].max() <= 50 + line.width * 40 / 1000 + 1


def test_half_the_size_is_half_the_picture():
    assert page_picture(Page(), 397).shape[:2] == (561, 397)
