import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.reports_page.report_preview import ReportPreview
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.marks import Page, TextMark, box
from retention_desk.reporting.paper.set_text import set_line


def sheets(n):
    return tuple(
        Page(
            [box(0, 0, 20, 20, fill="#000000"), TextMark(50, 50, set_line(f"sheet {k}", "en"), 12, "#000000")]
        )
        for k in range(n)
    )


@pytest.fixture
def preview(manual_executors, appearance, qtbot):
    made = ReportPreview(Runner(lambda lane: manual_executors[lane]), Words("en"))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def work_off(executors, qtbot):
    while executors["answer"].waiting:
        executors["answer"].run_next()
        qtbot.wait(1)


def test_pages_in_sight_are_drawn_and_the_first_is_large(preview, manual_executors, qtbot):
    preview.show_pages(sheets(12))
    qtbot.wait(10)
    work_off(manual_executors, qtbot)
    preview._draw_thumbs()
    work_off(manual_executors, qtbot)
    assert preview.title.spoken() == "12 pages, as they will be printed"
    assert len(preview.thumbs) == 12
    assert preview.thumbs[0].has_image
    assert not preview.thumbs[11].has_image
    assert preview.page.accessibleDescription() == "sheet 0"


def test_arrows_step_and_a_click_opens(preview, manual_executors, qtbot):
    preview.show_pages(sheets(4))
    qtbot.keyClick(preview.thumbs[0], Qt.Key.Key_Down)
    assert preview.current == 1
    qtbot.keyClick(preview.thumbs[1], Qt.Key.Key_Up)
    qtbot.keyClick(preview.thumbs[0], Qt.Key.Key_Up)
    assert preview.current == 0
    preview.thumbs[3].click()
    assert preview.current == 3
    assert preview.thumbs[3].isChecked()
    assert not preview.thumbs[0].isChecked()
    assert preview.page.accessibleDescription() == "sheet 3"


def test_with_fewer_pages_the_last_is_shown(preview):
    preview.show_pages(sheets(5))
    preview.open_page(4)
    preview.open_page(9)
    preview.show_pages(sheets(2))
    assert (preview.current, len(preview.thumbs)) == (1, 2)
    preview.wait()
    assert preview.waiting.isHidden()
