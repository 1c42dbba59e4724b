from __future__ import annotations

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.commands import Command, CommandTable
from retention_desk.foundation.wording import Words, phrase


def table(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return CommandTable(window)


def test_a_command_runs_only_when_it_can(qtbot):
    ran = []
    commands = table(qtbot)
    commands.add(
        [
            Command("a", phrase("Home"), lambda: ran.append("a")),
            Command("b", phrase("Data"), lambda: ran.append("b"), enabled=lambda: False),
        ]
    )
    assert commands.run("a")
    assert not commands.run("b")
    assert not commands.run("c")
    assert ran == ["a"]


def test_finding_puts_titles_that_start_so_first(qtbot, words):
    commands = table(qtbot)
    titles = ["Fold the rail", "Open the risk page", "Risk", "Weight of risk"]
    commands.add([Command(str(n), phrase(title), lambda: None) for n, title in enumerate(titles)])
    found = [words(command.title) for command in commands.find("risk", words)]
    assert found == ["Risk", "Open the risk page", "Weight of risk"]
    assert commands.find("nothing of this", words) == []
    assert len(commands.find("", words)) == 4


def test_a_later_command_of_the_same_key_takes_the_place(qtbot):
    ran = []
    commands = table(qtbot)
    commands.add([Command("a", phrase("Home"), lambda: ran.append(1), "Ctrl+H")])
    commands.add([Command("a", phrase("Home"), lambda: ran.append(2), "Ctrl+H")])
    commands.run("a")
    assert ran == [2]
    assert [command.key for command in commands] == ["a"]


def test_titles_are_searched_in_the_language_shown(qtbot):
    commands = table(qtbot)
    commands.add([Command("page.home", phrase("Home"), lambda: None)])
    assert commands.find("home", Words("zh_CN"))[0].key == "page.home"
