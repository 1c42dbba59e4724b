import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.reports_page import report_pictures
from retention_desk.desktop.reports_page.report_pictures import PagePictures
from retention_desk.reporting.paper.marks import Page, box


@pytest.fixture
def pictures(manual_executors, qapp):
    made = PagePictures(Runner(lambda lane: manual_executors[lane]))
    made.show_pages((Page([box(0, 0, 10, 10, fill="#000000")]), Page()))
    return made


def work_off(executors, qtbot):
    while executors["answer"].waiting:
        executors["answer"].run_next()
        qtbot.wait(1)


def test_a_picture_is_made_once_and_kept(pictures, manual_executors, qtbot):
    seen = []
    pictures.ask(0, 100, seen.append)
    pictures.ask(0, 100, seen.append)
    assert len(manual_executors["answer"].waiting) == 1
    work_off(manual_executors, qtbot)
    assert [image.width() for image in seen] == [100]
    pictures.ask(0, 100, seen.append)
    assert len(seen) == 2


def test_pictures_of_earlier_pages_are_not_shown(pictures, manual_executors, qtbot):
    seen = []
    pictures.ask(0, 100, seen.append)
    pictures.show_pages((Page(),))
    work_off(manual_executors, qtbot)
    assert seen == []
    pictures.ask(0, 100, seen.append)
    work_off(manual_executors, qtbot)
    assert len(seen) == 1


def test_no_more_than_a_few_are_kept(pictures, manual_executors, qtbot, monkeypatch):
    monkeypatch.setattr(report_pictures, "KEPT", 2)
    for width in (50, 60, 70):
        pictures.ask(1, width, lambda _image: None)
    work_off(manual_executors, qtbot)
    assert list(pictures._known) == [(1, 60), (1, 70)]
