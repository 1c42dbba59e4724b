"""The editor of reasons: each edit is told as settings, and what is shown follows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.feedback_page.reason_editor import ReasonEditor
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Words

TOLD = (("Too dear", "price", 7), ("gone fishing", "other", 2), ("Costs", "price", 1))


@pytest.fixture
def editor(qtbot, appearance, words):
    editor = ReasonEditor(words)
    qtbot.addWidget(editor)
    editor.show_taxonomy(FigureSettings(), TOLD)
    editor.show()
    editor.told = []
    editor.changed.connect(lambda figures, step: editor.told.append((figures, words(step))))
    return editor


def chosen(editor):
    return leaving_taxonomy(editor.told[-1][0])


def test_the_commonest_reason_is_shown_first_with_its_words(editor):
    assert editor.shown_reason == "price"
    assert editor.name.text() == "Price"
    assert "expens" in editor.terms.toPlainText()
    assert "8" in editor.reason.accessibleName()
    assert not editor.reset.isVisible()


def test_renaming(editor, qtbot):
    editor.name.setText("Price rise")
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert editor.told[-1][1] == "Reason renamed"
    assert Words("zh_CN")(chosen(editor).names["price"]) == "Price rise"
    assert editor.reset.isVisible()
    editor.name.setText("Price rise")
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert len(editor.told) == 1


def test_words_are_taken_on_control_enter(editor, qtbot):
    editor.terms.setPlainText("dear, 贵，costs;\n")
    qtbot.keyClick(editor.terms, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen(editor).words["price"] == ("dear", "贵", "costs")


def test_merging_and_taking_apart(editor):
    editor.home.chosen.emit("competitor")
    assert chosen(editor).home_of("price") == "competitor"
    assert editor.shown_reason == "price"
    editor.home.chosen.emit("")
    assert editor.told[-1][0] == FigureSettings()


def test_an_own_reason_is_added_and_shown(editor, qtbot):
    editor.added.setText(" Moved away ")
    qtbot.keyClick(editor.added, Qt.Key.Key_Return)
    assert chosen(editor).reason_of("we MOVED AWAY in May") == "Moved away"
    assert editor.shown_reason == "Moved away"
    assert editor.added.text() == ""
    editor.add.click()
    assert len(editor.told) == 1


def test_a_text_of_the_files_can_be_counted_as_another_reason(editor):
    rows = [button for button in editor.findChildren(MenuButton) if button.accessibleName() == "Move"]
    assert len(rows) == 2
    actions = {action.text(): action for action in rows[0].menu().actions()}
    assert "Price" not in actions
    actions["No longer needed"].trigger()
    assert chosen(editor).reason_of("Too dear") == "no_need"


def test_everything_back_as_delivered(editor):
    editor.home.chosen.emit("other")
    editor.reset.click()
    assert editor.told[-1] == (FigureSettings(), "Reasons as delivered")


def test_other_cannot_be_merged_and_texts_are_said_in_another_language(editor):
    editor.show_reason("other")
    assert not editor.home.isEnabled()
    retranslate_tree(editor, Words("zh_CN"))
    assert editor.name.text() == "其他"
