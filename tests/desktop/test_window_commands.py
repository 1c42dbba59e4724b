from __future__ import annotations

import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.page import Page, PageEntry
from retention_desk.desktop.window_commands import settings_menu
from retention_desk.foundation.wording import phrase


@pytest.fixture
def window(qtbot, appearance, manual_executors):
    pages = {
        key: PageEntry(key, phrase(key), "house", 0, 0, lambda desk: Page("x", desk.words))
        for key in ("home", "data")
    }
    window = MainWindow(pages, appearance, Runner(lambda lane: manual_executors[lane]))
    qtbot.addWidget(window)
    return window


def test_every_command_has_its_own_name_and_keys(window):
    commands = list(window.commands)
    keys = [command.shortcut for command in commands if command.shortcut]
    assert len(keys) == len(set(keys))
    assert len({command.key for command in commands}) == len(commands)
    assert all(window.words(command.title) for command in commands)


def test_commands_do_what_they_say(window):
    window.commands.run("page.data")
    assert window.current_key == "data"
    window.commands.run("language.zh_CN")
    assert window.words.language == "zh_CN"
    window.commands.run("look.dark")
    assert window.appearance.choice == "dark"
    window.commands.run("view.rail")
    assert window.rail.folded


def test_undo_runs_only_where_there_is_a_step(window):
    asked = []
    window.top_bar.undo_asked.connect(lambda: asked.append("undo"))
    assert not window.commands.run("edit.undo")
    window.top_bar.show_history(phrase("weight of returns"), None)
    assert window.commands.run("edit.undo")
    assert asked == ["undo"]
    assert window.top_bar.undo.toolTip() == "Undo: weight of returns"


def test_the_settings_menu_marks_what_holds(window):
    window.set_language("zh_TW")
    menu = settings_menu(window)
    chosen = [action.text() for action in menu.actions() if action.isChecked()]
    assert chosen[0] == "繁體中文"
    assert len(chosen) == 2
    next(action for action in menu.actions() if action.text() == "English").trigger()
    assert window.words.language == "en"
