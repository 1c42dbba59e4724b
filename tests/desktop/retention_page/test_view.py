"""What the views share: what is missing in place of a view, and the menu of columns."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.retention_page.view import RetentionView, SplitMenu, split_choices
from retention_desk.foundation.split_results import SplitColumn
from retention_desk.foundation.wording import phrase

COLUMNS = (SplitColumn("customers.region", phrase("Region")), SplitColumn("cohort", phrase("Cohort")))


@pytest.fixture
def page(opened):
    return opened.window.open_page("retention")


def test_what_is_missing_takes_the_place_of_the_parts(page, qtbot):
    view, part = RetentionView(page.desk, page._panel), QWidget()
    qtbot.addWidget(view)
    view.column.addWidget(part)
    assert view.show_lack((phrase("Nothing is open yet."), "Why"), part)
    assert part.isHidden()
    assert not view.lack.isHidden()
    assert (view.lack.title.spoken(), view.lack.note.spoken()) == ("Nothing is open yet.", "Why")
    assert not view.show_lack(None, part)
    assert view.lack.isHidden()
    assert not part.isHidden()
    with pytest.raises(NotImplementedError):
        view.show_analysis(None, None)


def test_a_column_chosen_in_a_card_is_the_one_of_the_page(page, qtbot, words):
    menu = SplitMenu(words, page._panel, phrase("Everybody"))
    qtbot.addWidget(menu)
    page._panel.show_columns(COLUMNS)
    menu.show_columns(COLUMNS, "")
    assert [action.text() for action in menu.menu().actions()] == ["Everybody", "Region", "Cohort"]
    menu.menu().actions()[1].trigger()
    assert page._panel.shown().split == "customers.region"
    assert split_choices((), "None") == [("", "None")]
