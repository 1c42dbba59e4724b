"""How many to contact: two sliders over the operating points, and what a choice amounts to."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.sliders import WeightSlider
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.churn_results import ContactCurve, ContactPoint, ContactStakes
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_STEP_SHARE: Final = 0.25
_COLUMNS: Final = 3
Tile = tuple[Text, Phrase, Phrase]


class ContactsCard(Card):
    """A number of contacts or a threshold; the other follows, and so do the figures."""

    moved = Signal(int)
    """Contacts, with each move."""
    capacity_wanted = Signal(int)
    """Contacts a week that the user wants to plan with."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("If so many are contacted"), words, subtitle="")
        look = theme.current()
        names = (phrase("Contacts"), phrase("Everybody likelier to leave than"))
        self.slider = WeightSlider(words, high=100.0, step=_STEP_SHARE, name=names[0])
        self.field = NumberField(words, low=0, name=names[0])
        self.threshold = WeightSlider(words, high=100.0, name=names[1])
        self.threshold_field = NumberField(words, low=0, high=100, unit="%", name=names[1])
        self.use = Button(phrase("Use this capacity"), words, kind="primary")
        self.add_tool(self.use)
        controls = QGridLayout()
        controls.setHorizontalSpacing(look.space.m)
        controls.setVerticalSpacing(look.space.xs)
        rows = ((self.slider, self.field), (self.threshold, self.threshold_field))
        for row, (name, (slider, field)) in enumerate(zip(names, rows, strict=True)):
            field.setFixedWidth(look.size.indicator_row + look.space.l)
            for column, widget in enumerate((Label(name, words), slider, field)):
                controls.addWidget(widget, row, column)
        controls.setColumnStretch(1, 1)
        self.body.addLayout(controls)
        self.body.addWidget(Rule())
        self.tiles = _Tiles(words)
        self.body.addWidget(self.tiles)
        self.note = Label("", words, role="caption", tone="muted", wrap=True)
        self.body.addWidget(self.note)
        self._curve: ContactCurve | None = None
        self._stakes: ContactStakes | None = None
        self._currency: str | None = None
        self._capacity = 0
        self.contacts = 0
        self.slider.changed.connect(lambda place: self._move(self._contacts_at(place), self.slider))
        self.field.changed.connect(lambda contacts: self._move(round(contacts)))
        for source in (self.threshold, self.threshold_field):
            source.changed.connect(self._threshold_moved)
        self.use.clicked.connect(lambda: self.capacity_wanted.emit(self.contacts))

    # -- what is shown ---------------------------------------------------------------------------

    def show_curve(self, curve: ContactCurve, capacity: int, currency: str | None) -> None:
        """Show a curve; the contacts chosen stay while it is the same one."""
        if curve is not self._curve:
            self._curve, self._stakes = curve, None
            self.contacts = min(capacity, curve.n_today)
        self._capacity, self._currency = capacity, currency
        self._show(None)

    def show_stakes(self, stakes: ContactStakes | None) -> None:
        """Show what is at stake with the contacts, once it is known."""
        if stakes is not None and stakes.curve is self._curve:
            self._stakes = stakes
            self._show(None)

    def point(self) -> ContactPoint | None:
        """Return what the contacts chosen amount to."""
        return None if self._curve is None else self._curve.today(self.contacts)

    def _show(self, held: QWidget | None) -> None:
        point, curve = self.point(), self._curve
        if point is None or curve is None:
            return
        if held is not self.slider:
            self.slider.set_value(100 * float(np.sqrt(point.contacts / max(curve.n_today, 1))))
        self.field.set_value(point.contacts)
        if held is not self.threshold and held is not self.threshold_field:
            threshold = point.threshold_share if point.contacts else 1.0
            self.threshold.set_value(100 * threshold)
            self.threshold_field.set_value(round(100 * threshold))
        self.set_title(
            phrase("If so many are contacted"),
            phrase(
                "Of {n:count} customers, the likeliest to leave first · judged by {tested:count} whose "
                "outcome is known",
                n=curve.n_today, tested=curve.n_tested,
            ),
        )  # fmt: skip
        self.tiles.show_tiles(point_tiles(point, self._stakes, self._currency))
        same = point.contacts == self._capacity
        self.use.setEnabled(not same)
        self.note.say(capacity_note(self._capacity, same=same))

    # -- moving ----------------------------------------------------------------------------------

    def _contacts_at(self, place: float) -> int:
        """Return the contacts of a place of the slider: finer where they are few."""
        return 0 if self._curve is None else round(self._curve.n_today * (place / 100) ** 2)

    def _threshold_moved(self, per_cent: float) -> None:
        curve = self._curve
        if curve is None:
            return
        contacts = int(np.searchsorted(-curve.probability, -per_cent / 100, side="right"))
        self.threshold.set_value(per_cent)
        self.threshold_field.set_value(round(per_cent))
        self._move(contacts, self.threshold)

    def _move(self, contacts: int, held: QWidget | None = None) -> None:
        if self._curve is None:
            return
        contacts = max(0, min(contacts, self._curve.n_today))
        changed = contacts != self.contacts
        self.contacts = contacts
        self._show(held)
        if changed:
            self.moved.emit(contacts)


class _Tiles(QWidget):
    """Figures in three columns: name, value, note."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, look.space.xs, 0, 0)
        grid.setHorizontalSpacing(look.space.l)
        grid.setVerticalSpacing(look.line.selected_card)
        self.labels: list[tuple[Label, Label, Label]] = []
        for place in range(2 * _COLUMNS):
            row, column = divmod(place, _COLUMNS)
            tile = (
                Label("", words, role="caption", tone="muted"),
                Label("", words, role="section"),
                Label("", words, role="caption", tone="muted", wrap=True),
            )
            for line, label in enumerate(tile):
                grid.addWidget(label, 4 * row + line, column)
            self.labels.append(tile)
        grid.setRowMinimumHeight(3, look.space.s)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def show_tiles(self, tiles: list[Tile]) -> None:
        """Show the figures."""
        for labels, texts in zip(self.labels, tiles, strict=True):
            for label, text in zip(labels, texts, strict=True):
                label.say(text)


def point_tiles(point: ContactPoint, stakes: ContactStakes | None, currency: str | None) -> list[Tile]:
    """Return name, value and note of each figure of an operating point."""
    k = point.contacts
    lift = point.leavers / point.at_random if point.at_random > 0 else None
    at_risk = None if stakes is None else float(stakes.at_risk[k])
    saved = None if stakes is None else float(stakes.saved[k])
    whole = None if stakes is None or not stakes.at_risk[-1] > 0 else float(stakes.at_risk[-1])
    part = at_risk / whole if at_risk is not None and whole else None
    return [
        (
            phrase("Leavers reached"),
            phrase("{n:count}", n=point.leavers),
            phrase(
                "{low:count} to {high:count} (95 %) · {share:share0} of all",
                low=point.leavers_low, high=point.leavers_high, share=point.reached_share,
            ),
        ),
        (
            phrase("False alarms"),
            phrase("{n:count}", n=point.false_alarms),
            phrase("would have stayed anyway"),
        ),
        (
            phrase("Lift"),
            phrase("{n:number1} ×", n=lift),
            phrase("at random {n:count} leavers", n=point.at_random),
        ),
        (
            phrase("Value at risk with them"),
            _money(at_risk, currency),
            phrase("{share:share0} of all", share=part) if part is not None else phrase("no value is known"),
        ),
        (
            phrase("Expected to be saved"),
            _money(saved, currency),
            phrase("with each one’s best play, its cost taken off"),
        ),
        (
            phrase("Least likely of them"),
            phrase("{share:share0}", share=point.threshold_share),
            phrase("{n:count} tested were as likely or likelier", n=point.tested_on),
        ),
    ]  # fmt: skip


def _money(amount: float | None, currency: str | None) -> Phrase:
    unknown = amount is None or not np.isfinite(amount)
    return (
        phrase("{n:count}", n=None) if unknown else phrase("{amount}", amount=Money(amount or 0.0, currency))
    )


def capacity_note(capacity: int, *, same: bool) -> Phrase:
    """Return how the choice stands to the capacity, and what the list of actions ranks by."""
    if same:
        return phrase(
            "This is the capacity planned with. The action list takes as many, ranked by what a contact "
            "is expected to save rather than by probability alone."
        )
    return phrase(
        "Planned with now: {n:count} contacts a week. The action list ranks by what a contact is expected to "
        "save rather than by probability alone.",
        n=capacity,
    )
