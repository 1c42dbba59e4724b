"""Who contacts customers, what it may cost, and who is left in peace: a part of the Actions inspector."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Final

from msgspec import structs
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import side_by_side
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.small_bars import LoadBar
from retention_desk.desktop.widgets.text import ElidedLabel, Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import HANDLING
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

BUDGET_SHARES: Final = (0.03, 0.08, 0.12)
"""Of the first article: 3 % of revenue a year for retention at least, 8 to 12 % in software services."""


class PeopleSection(QWidget):
    """People with their loads, the budget as a share of the revenue, and the days of cooling off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk, self._session = desk, desk.session.session
        self.people = NumberField(words, low=1, high=1000, name=phrase("People"))
        self.people.changed.connect(
            lambda n: self._session.set_value("capacity.people", int(n), phrase("People"))
        )
        self.names = QLineEdit()
        self.names.editingFinished.connect(self._set_owners)
        self._loads = QVBoxLayout()
        self._loads.setSpacing(look.space.s)
        self._each = Label("", words, tone="muted")
        self.share = NumberField(words, low=0, high=100, digits=1, unit="%", name=phrase("Share of revenue"))
        self.share.changed.connect(lambda percent: self._set_share(percent / 100))
        self._budget_note = Label("", words, role="caption", tone="muted", wrap=True)
        self.cooling = NumberField(words, low=0, high=3650, unit=phrase("days"), name=phrase("Cooling off"))
        self.cooling.changed.connect(
            lambda n: self._session.set_value("playbook.cooling_off_days", int(n), phrase("Cooling off"))
        )
        for field in (self.people, self.share, self.cooling):
            field.setFixedWidth(look.size.indicator_row)
        self._cooling_note = Label("", words, role="caption", tone="muted", wrap=True)
        self._lay_out(words)

    def _lay_out(self, words: Words) -> None:
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(Label(phrase("People"), words, role="body_medium"))
        column.addWidget(side_by_side(self.people, self._each, stretch_last=True))
        column.addWidget(labelled(phrase("Names, parted by commas"), self.names, words))
        column.addLayout(self._loads)
        column.addSpacing(space.s)
        column.addWidget(
            Label(phrase("Budget, share of the yearly revenue"), words, role="caption", tone="muted")
        )
        presets = QHBoxLayout()
        presets.setSpacing(space.s)
        presets.addWidget(self.share)
        for share in BUDGET_SHARES:
            preset = Button(words.share(share, 0), words, kind="link")
            preset.clicked.connect(partial(self._set_share, share))
            presets.addWidget(preset)
        presets.addStretch(1)
        column.addLayout(presets)
        column.addWidget(self._budget_note)
        column.addSpacing(space.s)
        column.addWidget(Label(phrase("Not again in person within"), words, role="caption", tone="muted"))
        column.addWidget(self.cooling)
        column.addWidget(self._cooling_note)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are, and what they come to."""
        words, plan, settings = self._desk.words, analysis.plan, analysis.settings
        capacity = settings.capacity
        self.people.set_value(capacity.people)
        self._each.say(phrase("with {n:count} contacts a week each", n=capacity.contacts_per_week))
        if not self.names.hasFocus():
            self.names.setText(", ".join(capacity.owners))
        self._show_loads(analysis)
        share = capacity.budget_share if capacity.budget_amount is None else None
        self.share.set_value(float("nan") if share is None else share * 100)
        self._budget_note.say(budget_note(analysis))
        self.cooling.set_value(settings.playbook.cooling_off_days)
        skipped = plan.fates()["cooling_off"]
        self._cooling_note.setVisible(skipped > 0)
        self._cooling_note.say(
            phrase_n(
                "{n:count} customer is skipped for it.", "{n:count} customers are skipped for it.", skipped
            )
        )
        self.names.setAccessibleName(words("Names, parted by commas"))

    def _show_loads(self, analysis: Analysis) -> None:
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._loads)
        words, table = self._desk.words, analysis.plan.table
        contacted = table[(table["arm"] != "holdout").to_numpy()]
        personal = contacted[(contacted["handling"] == "personal").to_numpy()]
        loads = Counter(name for name in personal["owner"] if name)
        most = max(analysis.settings.capacity.contacts_per_week, *loads.values(), 1) if loads else 1
        for name, load in loads.items():
            self._loads.addWidget(load_row(name, load, load / most, words))
        automated = len(contacted) - len(personal)
        if automated:
            self._loads.addWidget(load_row(words(HANDLING["automated"]), automated, None, words))

    def _set_owners(self) -> None:
        text = self.names.text().replace("，", ",").replace("、", ",")
        names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
        if names != self._session.settings.capacity.owners:
            self._session.set_value("capacity.owners", list(names), phrase("People"))

    def _set_share(self, share: float) -> None:
        """Set the budget to a share of the revenue; 0 takes the limit away. An amount gives way."""
        settings = self._session.settings
        capacity = structs.replace(settings.capacity, budget_share=share or None, budget_amount=None)
        self._session.edit(structs.replace(settings, capacity=capacity), phrase("Budget"))


def budget_note(analysis: Analysis) -> Phrase:
    """Return where the presets come from, or that the revenue is not known."""
    capacity = analysis.settings.capacity
    if capacity.budget_share is not None and analysis.plan.budget_amount is None:
        return phrase("The data tell no revenue to take a share of.")
    return phrase(
        "The first article names 3 % at least, and 8 to 12 % in software services, undated and without a "
        "source."
    )


def load_row(name: str, load: int, share: float | None, words: Words) -> QWidget:
    """Return a row with a person's contacts and how much of the week they take (0–1)."""
    look = theme.current()
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.space.m)
    row.addWidget(ElidedLabel(name, words), 1)
    if share is not None:
        bar = LoadBar(share)
        bar.setFixedWidth(look.size.indicator_row)
        row.addWidget(bar)
    row.addWidget(Label(words.count(load), words, tone="muted"))
    return holder
