"""The list of months: newest first, looked at by a click, deleted and brought back in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.project.months_list import MonthsList
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.wording import Words
from retention_desk.project.open_project import open_project
from tests.desktop.small_desk import said
from tests.desktop.small_project import FIRST

LAST = "2024-12-30"


@pytest.fixture
def desk(opened, client, qtbot):
    opened.workspace.project.open(client)
    opened.settle()
    opened.months = MonthsList(opened.workspace.project, opened.workspace.months, opened.window.words)
    qtbot.addWidget(opened.months)
    return opened


def buttons(widget):
    return {
        button.accessibleName(): button for button in widget.findChildren(Button) if not button.isHidden()
    }


def test_months_stand_newest_first_with_customers_and_files(desk, months):
    texts = said(desk.months)
    assert texts.index(LAST) < texts.index(FIRST.isoformat())
    assert f"{months[1].data.n_customers} customers · december.csv" in texts
    assert "On show" in texts


def test_a_month_is_looked_at_by_its_link(desk, qtbot):
    qtbot.mouseClick(buttons(desk.months)["Look at it"], Qt.MouseButton.LeftButton)
    assert "Loading" in said(desk.months)
    desk.settle()
    assert desk.session.analysis.data.as_of == FIRST


def test_a_deleted_month_says_so_where_it_was_and_comes_back(desk, qtbot):
    delete = buttons(desk.months)[f"Delete {FIRST} from the project"]
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    desk.settle()
    assert f"{FIRST} deleted" in said(desk.months)
    assert len(desk.workspace.project.state.months) == 1
    qtbot.mouseClick(buttons(desk.months)["Bring it back"], Qt.MouseButton.LeftButton)
    desk.settle()
    assert FIRST.isoformat() in said(desk.months)
    assert len(desk.workspace.project.state.months) == 2


def test_it_is_said_in_chinese(desk):
    desk.months.retranslate(Words("zh_CN"))
    assert any("位客户" in text for text in said(desk.months))


def test_read_only_nothing_can_be_deleted(opened, client, qtbot):
    with open_project(client):
        opened.workspace.project.open(client)
        opened.settle()
        months = MonthsList(opened.workspace.project, opened.workspace.months, opened.window.words)
        qtbot.addWidget(months)
        assert list(buttons(months)) == ["Look at it"]
        opened.workspace.project.close()
        opened.settle()
        assert said(months) == []
