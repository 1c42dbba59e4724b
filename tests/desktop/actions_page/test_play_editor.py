"""The editor shows a play and tells each change as settings with a name for the undo list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.play_editor import PlayEditor
from retention_desk.foundation.wording import Words
from retention_desk.foundation.written_plays import Condition, WrittenPlay
from retention_desk.play_questions import plays_now
from retention_desk.playbook.plays_of import play_catalogue
from tests.desktop.play_analysis import played

KEY = "check_in_call"


def shown(editor, key, settings=None, words=None):
    analysis = played(settings)
    one = next(one for one in plays_now(analysis) if one.play.key == key)
    editor.show_play(one, analysis, words or Words("en"))
    return one


@pytest.fixture
def editor(qtbot, appearance, words):
    editor = PlayEditor(words)
    qtbot.addWidget(editor)
    editor.show()
    editor.told = []
    editor.changed.connect(lambda settings, step: editor.told.append((settings.playbook, words(step))))
    shown(editor, KEY)
    return editor


def test_a_play_is_shown_as_it_is(editor):
    play = play_catalogue()[KEY]
    assert editor.name.text() == "Personal contact, ask why"
    assert editor.use.isChecked()
    assert {key for key, box in editor.boxes["tiers"].items() if box.isChecked()} == play.tiers
    assert {key for key, box in editor.boxes["stages"].items() if box.isChecked()} == play.stages
    assert editor.cost.value() == play.cost
    assert editor.share.value() == pytest.approx(100 * play.save_share)
    assert editor.texts["script"].toPlainText().startswith("We have not heard")
    assert not editor.back.isVisible()
    assert editor.fits.spoken().startswith("Fits ")
    assert editor.told == []


def test_texts_in_the_writers_words_and_as_delivered_again(editor):
    editor.texts["script"].changed.emit("您好，好久不见")
    assert editor.told[-1][1] == "Text of a play"
    assert editor.told[-1][0].plays == {KEY: WrittenPlay(script="您好，好久不见")}
    editor.texts["script"].changed.emit(Words("en")(play_catalogue()[KEY].script))
    assert editor.told[-1][0].plays == {}


def test_renaming_choices_numbers_and_boxes(editor, qtbot):
    editor.name.setText("Ring them")
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert editor.told[-1][0].plays[KEY].label == "Ring them"
    editor.menus["channel"].chosen.emit("chat")
    editor.menus["role"].chosen.emit("service")
    assert editor.told[-1][0].plays[KEY].channel == "chat"
    editor.cost.changed.emit(12.0)
    editor.share.changed.emit(30.0)
    editor.due.changed.emit(4.0)
    playbook = editor.told[-1][0]
    assert (playbook.costs[KEY], playbook.save_shares[KEY], playbook.plays[KEY].due_days) == (12.0, 0.3, 4)
    editor.boxes["tiers"]["general"].click()
    assert editor.told[-1][0].plays[KEY].tiers == ()  # all of them is any
    editor.use.click()
    assert editor.told[-1][0].disabled == (KEY,)


def test_conditions_narrow_a_play(editor):
    condition = Condition("orders", at_least=3.0)
    editor.conditions.changed.emit((condition,))
    assert editor.told[-1][0].plays[KEY].conditions == (condition,)


def test_copy_and_take_back(editor, qtbot):
    made = []
    editor.play_made.connect(lambda settings, step, key: made.append((settings, key)))
    editor.copy.click()
    settings, key = made[0]
    assert settings.playbook.plays[key] == WrittenPlay(label="Personal contact, ask why (copy)", like=KEY)
    own = played(settings)
    one = next(one for one in plays_now(own) if one.play.key == key)
    editor.show_play(one, own, Words("en"))
    assert editor.back.isVisible()
    assert editor.back.accessibleName() == "Remove"
    editor.like.chosen.emit("")
    assert editor.told[-1][0].plays[key].conditions, "without a trigger there has to be a condition"
    editor.back.click()
    assert editor.told[-1][0].plays == {}


def test_what_cannot_be_told_says_what_it_needs(editor):
    shown(editor, "renewal_talk")
    assert editor.fits.spoken() == "Cannot be told: Needs the column “Contract ends on” (Customers)."
    assert not editor.show_them.isEnabled()


def test_in_another_language(editor):
    shown(editor, KEY, words=Words("zh_TW"))
    assert editor.name.text() == Words("zh_TW")(play_catalogue()[KEY].label)
    assert editor.told == []
