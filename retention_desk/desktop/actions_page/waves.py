"""In which waves plays go out, when they stop, and how they are let out: a part of the Actions inspector."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.desktop.widgets.text import ElidedLabel, Label
from retention_desk.foundation.plan_results import PlayWave
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import WAVES
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

MOST_PLAYS: Final = 6
NEXT: Final = {"pilot": "part", "part": "all"}
_RULES: Final = (
    ("playbook.stop_below_answered_share", phrase("Stops when fewer answer than")),
    ("playbook.stop_above_leaving_share", phrase("or more leave than")),
)


class WavesSection(QWidget):
    """Up to which wave plays go out, the stop rule, and where those stand that are not out to all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk, self._session = desk, desk.session.session
        self.wave = SegmentedControl(list(WAVES.items()), words, name=phrase("Waves"))
        self.wave.chosen.connect(lambda key: self._session.set_value("playbook.wave", key, phrase("Waves")))
        self._counts = Label("", words, tone="muted", wrap=True)
        self.rules: dict[str, NumberField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space.s)
        grid.setVerticalSpacing(look.space.xs)
        grid.setColumnStretch(0, 1)
        for row, (key, name) in enumerate(_RULES):
            field = NumberField(words, low=0, high=100, unit="%", dense=True, name=name)
            field.setFixedWidth(look.size.indicator_row)
            field.changed.connect(partial(self._set_rule, key))
            self.rules[key] = field
            grid.addWidget(Label(name, words, tone="muted"), row, 0)
            grid.addWidget(field, row, 1)
        self._from = Label("", words, role="caption", tone="muted", wrap=True)
        self._plays = QVBoxLayout()
        self._plays.setSpacing(look.space.xs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space.s)
        column.addWidget(Label(phrase("Waves"), words, role="body_medium"))
        column.addWidget(self.wave)
        column.addWidget(self._counts)
        column.addLayout(self._plays)
        column.addLayout(grid)
        column.addWidget(self._from)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the wave of all plays, who is in which, and the plays that wait or have stopped."""
        words, table, playbook = self._desk.words, analysis.plan.table, analysis.settings.playbook
        self.wave.choose(playbook.wave)
        waves = table.loc[(table["arm"] != "holdout").to_numpy(), "wave"].value_counts()
        told = [f"{words(name)} {words.count(waves[key])}" for key, name in WAVES.items() if key in waves]
        self._counts.say(words.listing(told) if told else phrase("None."))
        for key, field in self.rules.items():
            field.set_value(100 * analysis.settings.value_of(key))
        self._from.say(
            phrase(
                "Judged from {n:count} contacts with an outcome on; what is out to all is never stopped.",
                n=playbook.stop_from_contacts,
            )
        )
        self._show_plays(analysis.plan.waves)

    def _show_plays(self, waves: tuple[PlayWave, ...]) -> None:
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._plays)
        words = self._desk.words
        shown = sorted(
            (wave for wave in waves if wave.n_listed or wave.n_waiting or wave.is_stopped),
            key=lambda wave: (not wave.is_stopped, -wave.n_waiting),
        )
        for wave in shown[:MOST_PLAYS]:
            self._plays.addWidget(self._row(wave))
            if wave.is_stopped:
                self._plays.addWidget(Label(wave.note, words, role="caption", tone="warning", wrap=True))
        if len(shown) > MOST_PLAYS:
            rest = phrase_n("{n:count} more play", "{n:count} more plays", len(shown) - MOST_PLAYS)
            self._plays.addWidget(Label(rest, words, role="caption", tone="muted"))

    def _row(self, wave: PlayWave) -> QWidget:
        """Return a play with how many wait, and the link that lets it out to the next wave."""
        words = self._desk.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        row.addWidget(ElidedLabel(words(wave.label), words), 1)
        row.addWidget(Label(wave_line(wave), words, tone="muted"))
        further = NEXT[wave.wave]
        tip = phrase("Let “{play}” out further: {wave}", play=wave.label, wave=WAVES[further])
        link = Button(phrase("→ {wave}", wave=WAVES[further]), words, kind="link", tip=tip)
        link.clicked.connect(
            lambda: self._session.set_value(f"playbook.released.{wave.play}", further, phrase("Waves"))
        )
        row.addWidget(link)
        return holder

    def _set_rule(self, key: str, percent: float) -> None:
        self._session.set_value(key, percent / 100, phrase("Waves"))


def wave_line(wave: PlayWave) -> Phrase:
    """Return a play's wave and how many wait for the next."""
    waiting = phrase_n("{n:count} waits", "{n:count} wait", wave.n_waiting)
    return phrase("{wave}, {waiting}", wave=WAVES[wave.wave], waiting=waiting)
