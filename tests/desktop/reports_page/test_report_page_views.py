from PySide6.QtGui import QImage

from retention_desk.desktop.reports_page.report_page_views import SHAPE, PagePicture, PageThumb
from retention_desk.foundation.wording import Words
from tests.desktop.painted import pixels


def image():
    made = QImage(80, 113, QImage.Format.Format_RGB32)
    made.fill(0xFF3366)
    return made


def test_a_small_page_names_its_number_and_shows_its_picture(appearance, qtbot):
    thumb = PageThumb(2, Words("en"))
    qtbot.addWidget(thumb)
    assert thumb.accessibleName() == "Page 3"
    assert thumb.sizeHint().height() > thumb.sizeHint().width()
    thumb.resize(thumb.sizeHint())
    thumb.show_image(image())
    assert thumb.has_image
    assert 0xFF3366 in pixels(thumb)
    thumb.clear()
    assert not thumb.has_image
    thumb.retranslate(Words("zh_CN"))
    assert thumb.accessibleName() == "第 3 页"


def test_the_large_page_keeps_the_shape_of_the_paper(appearance, qtbot):
    page = PagePicture(Words("en"))
    qtbot.addWidget(page)
    page.resize(500, 100)
    page.show_page(0, "text of the page")
    assert page.paper_width(500) == 498
    assert page.paper_width(5000) == 794
    assert page.minimumHeight() == round(498 * SHAPE) + 2
    page.resize(500, page.minimumHeight())
    assert 0xFF3366 not in pixels(page)
    page.show_image(image())
    assert 0xFF3366 in pixels(page)
    assert page.accessibleDescription() == "text of the page"
