"""Settings of the action list: owners, holdout, waves, plays."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.play_texts import play_texts
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.fields import CheckBox, NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.small_bars import LoadBar
from retention_desk.desktop.widgets.text import ElidedLabel, Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import HANDLING, WAVES
from retention_desk.foundation.wording import Words, phrase


class ActionsPanel(Panel):
    """Who does it, who is held out, in which waves, by which plays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk = desk
        self._session = desk.session.session
        self._owners = QLineEdit()
        self._owners.editingFinished.connect(self._set_owners)
        self._loads = QVBoxLayout()
        self._loads.setSpacing(look.space.s)
        self._holdout = NumberField(words, low=0, high=50, digits=1, unit="%", name=phrase("Share held out"))
        self._holdout.changed.connect(
            lambda share: self._session.set_value("holdout.share", share / 100, phrase("Holdout"))
        )
        self._holdout.setFixedWidth(look.size.indicator_row)
        self._held = Label("", words, tone="muted")
        self._holdout_note = Label("", words, role="caption", tone="muted", wrap=True)
        self._waves = Label("", words, tone="muted", wrap=True)
        self._plays = QVBoxLayout()
        self._plays.setSpacing(look.space.xs)
        column = self.column
        column.addWidget(Label(phrase("People"), words, role="body_medium"))
        column.addWidget(labelled(phrase("Names, parted by commas"), self._owners, words))
        column.addLayout(self._loads)
        self._rule()
        column.addWidget(Label(phrase("Holdout"), words, role="body_medium"))
        row = QHBoxLayout()
        row.setSpacing(look.space.m)
        row.addWidget(self._holdout)
        row.addWidget(self._held, 1)
        column.addWidget(Label(phrase("Share not contacted"), words, role="caption", tone="muted"))
        column.addLayout(row)
        column.addWidget(self._holdout_note)
        self._rule()
        column.addWidget(Label(phrase("Waves"), words, role="body_medium"))
        column.addWidget(self._waves)
        self._rule()
        column.addWidget(Label(phrase("Plays"), words, role="body_medium"))
        column.addLayout(self._plays)

    def _rule(self) -> None:
        space = theme.current().space
        self.column.addSpacing(space.s)
        self.column.addWidget(Rule())
        self.column.addSpacing(space.s)

    def _set_owners(self) -> None:
        text = self._owners.text().replace("，", ",").replace("、", ",")
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if names != self._session.settings.capacity.owners:
            self._session.set_value("capacity.owners", list(names), phrase("People"))

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are, and what they come to."""
        from retention_desk.desktop.import_wizard.questions_panel import clear

        words, plan, settings = self._desk.words, analysis.plan, analysis.settings
        if not self._owners.hasFocus():
            self._owners.setText(", ".join(settings.capacity.owners))
        clear(self._loads)
        contacted = plan.table[plan.table["arm"] != "holdout"]
        personal = contacted[contacted["handling"] == "personal"]
        loads = Counter(name for name in personal["owner"] if name)
        most = max(loads.values(), default=1)
        for name, load in loads.items():
            self._loads.addWidget(_load_row(name, load, load / most, words))
        automated = len(contacted) - len(personal)
        if automated:
            self._loads.addWidget(_load_row(words(HANDLING["automated"]), automated, None, words))
        self._holdout.set_value(settings.holdout.share * 100)
        total = plan.listed + plan.held_out
        self._held.say(phrase("{held:count} of {n:count}", held=plan.held_out, n=total))
        self._holdout_note.say(
            phrase(
                "Drawn by chance with seed {seed}; the same list gives the same holdout.",
                seed=str(settings.holdout.seed),
            )
        )
        waves = Counter(contacted["wave"])
        told = [f"{words(name)} {words.count(waves[key])}" for key, name in WAVES.items() if waves[key]]
        self._waves.say(words.listing(told) if told else phrase("None."))
        self._show_plays(analysis, contacted["play"].to_list())

    def _show_plays(self, analysis: Analysis, used: list[str]) -> None:
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._plays)
        words, counts = self._desk.words, Counter(used)
        disabled = analysis.settings.playbook.disabled
        for key, name in analysis.plan.plays.items():
            self._plays.addWidget(self._play_row(key, words(name), counts[key], True))
        for key in disabled:
            if key not in analysis.plan.plays:
                known = words(play_texts(key, analysis.settings.playbook).label or key)
                self._plays.addWidget(self._play_row(key, known, 0, False))

    def _play_row(self, key: str, name: str, count: int, on: bool) -> QWidget:
        words = self._desk.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        box = CheckBox(name, words, checked=on)
        box.toggled.connect(lambda checked: self._set_play(key, checked))
        row.addWidget(box, 1)
        row.addWidget(Label(words.count(count), words, tone="muted"))
        return holder

    def _set_play(self, key: str, on: bool) -> None:
        disabled = [other for other in self._session.settings.playbook.disabled if other != key]
        if not on:
            disabled.append(key)
        self._session.set_value("playbook.disabled", disabled, phrase("Plays"))


def _load_row(name: str, load: int, share: float | None, words: Words) -> QWidget:
    look = theme.current()
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.space.m)
    label = ElidedLabel(name, words)
    row.addWidget(label, 1)
    if share is not None:
        bar = LoadBar(share)
        bar.setFixedWidth(look.size.indicator_row)
        row.addWidget(bar)
    row.addWidget(Label(words.count(load), words, tone="muted"))
    return holder
