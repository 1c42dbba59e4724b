"""Who is left alone by chance: a part of the Actions inspector."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.choices import side_by_side
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import NOTHING_SAID, phrase


class HoldoutSection(QWidget):
    """The share held out, of all and of each tier, and what that could show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._session = desk.session.session
        self.share = NumberField(words, low=0, high=50, digits=1, unit="%", name=phrase("Share held out"))
        self.share.setFixedWidth(look.size.indicator_row)
        self.share.changed.connect(
            lambda percent: self._session.set_value("holdout.share", percent / 100, phrase("Holdout"))
        )
        self._held = Label("", words, tone="muted")
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        self._seed = Label("", words, role="caption", tone="muted", wrap=True)
        self.tiers: dict[str, NumberField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space.s)
        grid.setVerticalSpacing(look.space.xs)
        for row, (key, name) in enumerate(VALUE_TIERS.items()):
            field = NumberField(words, low=0, high=50, digits=1, unit="%", dense=True, name=name)
            field.setFixedWidth(look.size.indicator_row)
            field.changed.connect(partial(self._set_tier, key))
            self.tiers[key] = field
            grid.addWidget(Label(name, words, tone="muted"), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space.s)
        column.addWidget(Label(phrase("Holdout"), words, role="body_medium"))
        column.addWidget(Label(phrase("Share not contacted"), words, role="caption", tone="muted"))
        column.addWidget(side_by_side(self.share, self._held, stretch_last=True))
        column.addLayout(grid)
        column.addWidget(self._note)
        column.addWidget(self._seed)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the shares, who is held out, and what that could show."""
        plan, holdout = analysis.plan, analysis.settings.holdout
        self.share.set_value(holdout.share * 100)
        for key, field in self.tiers.items():
            field.set_value(100 * holdout.shares.get(key, holdout.share))  # type: ignore[call-overload]
        total = plan.listed + plan.held_out
        self._held.say(phrase("{held:count} of {n:count}", held=plan.held_out, n=total))
        self._note.say(NOTHING_SAID if plan.holdout is None else plan.holdout.note)
        self._note.setVisible(plan.holdout is not None)
        self._seed.say(
            phrase(
                "Drawn by chance with seed {seed}; the same list gives the same holdout.",
                seed=str(holdout.seed),
            )
        )

    def _set_tier(self, key: str, percent: float) -> None:
        self._session.set_value(f"holdout.shares.{key}", percent / 100, phrase("Holdout"))
