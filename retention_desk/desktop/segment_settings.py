"""Settings of the segments page."""

from __future__ import annotations

from typing import Final

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

BASES: Final[tuple[tuple[str, Phrase], ...]] = (
    ("lifetime_value", phrase("Lifetime value")),
    ("revenue", phrase("Revenue")),
    ("health_score", phrase("Health score")),
)


class SegmentsPanel(Panel):
    """What tiers are cut by and where, and when a customer slows down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._session = desk.session.session
        self._fields: dict[str, tuple[NumberField, float]] = {}
        self._basis = ChoiceMenu(words, name=phrase("Tiers by"))
        self._basis.chosen.connect(
            lambda key: self._session.set_value("segments.value_by", key, phrase("Segment settings"))
        )
        column = self.column
        column.addWidget(Label(phrase("Value tiers"), words, role="body_medium"))
        column.addWidget(labelled(phrase("Cut by"), self._basis, words))
        for key, name in (
            ("segments.high_share", phrase("High value: the top")),
            ("segments.potential_share", phrase("Potential: the next")),
        ):
            self._add(key, name, words, unit="%", factor=0.01, high=100, digits=1)
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Lifecycle stages"), words, role="body_medium"))
        days, times = phrase("days"), phrase("× own rhythm")
        self._add("segments.new_days", phrase("New for, after the first order"), words, unit=days, high=3650)
        self._add(
            "segments.slowing_factor",
            phrase("Slowing when silent longer than"),
            words,
            unit=times,
            high=50,
            digits=1,
        )
        self._add(
            "segments.at_risk_factor",
            phrase("Leaving when silent longer than"),
            words,
            unit=times,
            high=50,
            digits=1,
        )
        self._add("segments.won_back_days", phrase("Won back for"), words, unit=days, high=3650)

    def _add(
        self,
        key: str,
        name: Phrase,
        words: Words,
        *,
        unit: Phrase | str,
        high: float,
        factor: float = 1.0,
        digits: int = 0,
    ) -> None:
        field = NumberField(
            words,
            low=0,
            high=high,
            digits=digits,
            unit=unit,
            name=name,
            step=0.1 if digits and factor == 1.0 else 1,
        )
        whole = factor == 1.0 and not digits
        field.changed.connect(
            lambda value: self._session.set_value(
                key, int(value) if whole else round(value * factor, 4), phrase("Segment settings")
            )
        )
        self._fields[key] = (field, factor)
        self.column.addWidget(labelled(name, field, words))

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        self._basis.show_choices(BASES, analysis.settings.segments.value_by)
        for key, (field, factor) in self._fields.items():
            if not field.hasFocus():
                field.set_value(float(analysis.settings.value_of(key)) / factor)
