"""Cards that tell how a project was opened: for reading only, or after the program was ended in its midst."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.project.state import ProjectState
from retention_desk.desktop.project.words import held_effect, held_sentence, recovered_sentence
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.states import Action, Sign
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.wording import Words, phrase


class ProjectCard(Box):
    """An icon, what there is to know, what it means, and the ways on; the first button is the usual one."""

    def __init__(
        self, icon: str, title: Text, text: Text, words: Words, actions: Sequence[Action] = ()
    ) -> None:
        super().__init__("raised", "border_strong")
        look = theme.current()
        self.title = Label(title, words, role="section", wrap=True)
        self.text = Label(text, words, tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.space.s)
        head.addWidget(Sign(icon, "info"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(look.space.s)
        for place, (word, run) in enumerate(actions):
            button = Button(word, words, kind="normal" if place else "primary")
            button.clicked.connect(lambda _on=False, run=run: run())
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        pad = look.space.card_padding_x
        column.setContentsMargins(pad, look.space.card_padding_y, pad, look.space.card_padding_y)
        column.setSpacing(look.space.s)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(row)


def held_card(state: ProjectState, words: Words, actions: Sequence[Action]) -> ProjectCard:
    """Return the card of a project that is opened for reading only: who has it, and the ways out."""
    return ProjectCard("lock-simple", held_sentence(state), held_effect(state), words, actions)


def recovered_card(state: ProjectState, words: Words, actions: Sequence[Action]) -> ProjectCard:
    """Return the card of a project that is there again after the program was ended in its midst."""
    title = phrase("The program ended without closing this project")
    return ProjectCard("arrow-counter-clockwise", title, recovered_sentence(state), words, actions)


def strangers_card(before: Snapshot, words: Words, actions: Sequence[Action]) -> ProjectCard:
    """Return the card of an import that has next to nobody of the month kept before it."""
    title = phrase("Hardly a customer of {day:longdate} is in this file", day=before.day)
    text = phrase(
        "It may be another client's, or its IDs are of another kind. It is kept as a month of this project."
    )
    return ProjectCard("users-three", title, text, words, actions)
