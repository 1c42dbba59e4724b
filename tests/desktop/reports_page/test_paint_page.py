import numpy as np
from PySide6.QtGui import QImage

from retention_desk.desktop.reports_page.paint_page import page_image, path_of
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, Page, ShapeMark, TextMark, box, rule
from retention_desk.reporting.paper.set_text import set_line


def pixels(image: QImage):
    view = np.frombuffer(bytes(image.constBits()), dtype=np.uint8)  # the picture may go before the view
    return view.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), 2::-1]


def test_a_page_is_painted_where_its_marks_stand(qapp):
    sheet = Page([box(100, 200, 300, 260, fill="#FF0000"), rule(0, 500.5, PAGE_WIDTH, 500.5, "#0000FF", 2)])
    picture = pixels(page_image(sheet, round(PAGE_WIDTH)))
    assert picture.shape[:2] == (round(PAGE_HEIGHT * round(PAGE_WIDTH) / PAGE_WIDTH), 794)
    assert picture[230, 200].tolist() == [255, 0, 0]
    assert picture[10, 10].tolist() == [255, 255, 255]
    assert picture[500, 400].tolist() == [0, 0, 255]


def test_text_stands_on_its_baseline(qapp):
    line = set_line("HHHH 留", "zh_CN")
    picture = pixels(page_image(Page([TextMark(50, 100, line, 40, "#000000")]), 794))
    dark = np.argwhere(picture[..., 0] < 128)
    assert 60 < dark[:, 0].min() < 75
    assert dark[:, 1].min() >= 50
    assert dark[:, 1].max() <= 50 + line.width * 40 / 1000 + 1


def test_dashes_and_opacity_are_kept(qapp):
    sheet = Page([
        ShapeMark(np.array([(0, 10.5), (100, 10.5)]), np.array([1, 2], dtype=np.uint8), stroke="#000000",
                  width=1.0, dash=(4.0, 4.0)),
        ShapeMark(box(0, 50, 100, 100).points, box(0, 0, 1, 1).codes, fill="#000000", opacity=0.5),
    ])  # fmt: skip
    picture = pixels(page_image(sheet, 794))
    assert picture[10, 1:4, 0].max() < 60
    assert picture[10, 5:7, 0].min() > 200
    assert 120 < picture[75, 50, 0] < 135


def test_curves_are_curves(qapp):
    codes = np.array([1, 3, 3, 4, 4, 4, 79], dtype=np.uint8)
    points = np.array([(0, 0), (5, 10), (10, 0), (12, 5), (14, 5), (16, 0), (0, 0)], dtype=float)
    path = path_of(points, codes)
    assert 4 < path.boundingRect().height() < 10
    assert path.contains(path.boundingRect().center())
