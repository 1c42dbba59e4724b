"""The arms of an experiment: names, what differs, and what comparing them could show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from msgspec import structs
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import labelled
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings_sections import MOST_ARMS, OWN_ARMS, ExperimentArm, ExperimentSettings
from retention_desk.foundation.vocabulary import CHANNELS
from retention_desk.foundation.wording import NOTHING_SAID, Words, phrase, phrase_n

AS_PLANNED: Final = ("", phrase("As planned"))
_LETTERS: Final = "ABCDEFGH"


class ExperimentSection(QWidget):
    """Arms to compare beside the holdout; the first click makes two."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk, self._session = desk, desk.session.session
        self._arms = QVBoxLayout()
        self._arms.setSpacing(look.space.m)
        self._shown: tuple[Any, ...] = ()
        self.rows: list[ArmRow] = []
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        self.more = Button(phrase("Compare two arms"), words, kind="link")
        self.more.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space.s)
        column.addWidget(Label(phrase("Experiment"), words, role="body_medium"))
        column.addLayout(self._arms)
        column.addWidget(self._note)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the arms with their customers, and what comparing them could show."""
        arms, power = analysis.settings.experiment.arms, analysis.plan.experiment
        counts = {} if power is None else {name: now + before for name, now, before in power.arms}
        language = self._desk.words.language
        state = (arms, tuple(analysis.plan.playbook), tuple(counts.items()), language)
        if state != self._shown:
            self._shown = state
            self._show_arms(analysis, counts)
        self._note.say(NOTHING_SAID if power is None else power.note)
        self._note.setVisible(power is not None)
        self.more.say(phrase("Add an arm") if arms else phrase("Compare two arms"))
        self.more.setVisible(len(arms) < MOST_ARMS)

    def _show_arms(self, analysis: Analysis, counts: dict[str, int]) -> None:
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._arms)
        plays = [AS_PLANNED, *((key, play.label) for key, play in analysis.plan.playbook.items())]
        self.rows = []
        for place, arm in enumerate(analysis.settings.experiment.arms):
            row = ArmRow(arm, counts.get(arm.name, 0), plays, self._desk.words)
            row.on_change = partial(self._change, place)
            row.on_remove = partial(self._remove, place)
            self.rows.append(row)
            self._arms.addWidget(row)

    def _edit(self, arms: list[ExperimentArm]) -> None:
        settings = self._session.settings
        kept = tuple(arms) if len(arms) > 1 else ()
        experiment: ExperimentSettings = structs.replace(settings.experiment, arms=kept)
        self._session.edit(structs.replace(settings, experiment=experiment), phrase("Experiment"))

    def _add(self) -> None:
        arms = list(self._session.settings.experiment.arms)
        taken = {arm.name for arm in arms}
        free = [letter for letter in _LETTERS if letter not in taken]
        self._edit([*arms, *(ExperimentArm(name=name) for name in free[: 1 if arms else 2])])

    def _change(self, place: int, changed: ExperimentArm) -> None:
        arms = list(self._session.settings.experiment.arms)
        if changed.name in {arm.name for other, arm in enumerate(arms) if other != place}:
            changed = structs.replace(changed, name=arms[place].name)
        arms[place] = changed
        self._edit(arms)

    def _remove(self, place: int) -> None:
        arms = list(self._session.settings.experiment.arms)
        self._edit(arms[:place] + arms[place + 1 :])


class ArmRow(QWidget):
    """Name, customers, play, channel and script of one arm."""

    def __init__(
        self, arm: ExperimentArm, count: int, plays: Sequence[tuple[str, Text]], words: Words
    ) -> None:
        super().__init__()
        space = theme.current().space
        self._arm = arm
        self.on_change: Callable[[ExperimentArm], None] = lambda _arm: None
        self.on_remove: Callable[[], None] = lambda: None
        self.name = QLineEdit(arm.name)
        self.name.setMaxLength(40)
        self.name.setAccessibleName(words("Name of the arm"))
        self.name.editingFinished.connect(self._rename)
        self.play = ChoiceMenu(words, name=phrase("Play"))
        self.play.show_choices(plays, arm.play)
        self.play.chosen.connect(lambda key: self._say(play=key))
        self.channel = ChoiceMenu(words, name=phrase("Channel"))
        self.channel.show_choices([AS_PLANNED, *CHANNELS.items()], arm.channel)
        self.channel.chosen.connect(lambda key: self._say(channel=key))
        self.script = QLineEdit(arm.script)
        self.script.setPlaceholderText(words("Script, as planned where empty"))
        self.script.setAccessibleName(words("Script"))
        self.script.editingFinished.connect(lambda: self._say(script=self.script.text().strip()))
        remove = Button(None, words, kind="quiet", icon="x", tip=phrase("Take the arm away"), dense=True)
        remove.clicked.connect(lambda: self.on_remove())
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self.name, 1)
        head.addWidget(
            Label(phrase_n("{n:count} customer", "{n:count} customers", count), words, tone="muted")
        )
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        column.addLayout(head)
        column.addWidget(labelled(phrase("Play"), self.play, words))
        column.addWidget(labelled(phrase("Channel"), self.channel, words))
        column.addWidget(self.script)

    def _rename(self) -> None:
        name = self.name.text().strip()
        if not name or name in OWN_ARMS:
            self.name.setText(self._arm.name)
        else:
            self._say(name=name)

    def _say(self, **changes: str) -> None:
        changed = structs.replace(self._arm, **changes)
        if changed != self._arm:
            self.on_change(changed)
