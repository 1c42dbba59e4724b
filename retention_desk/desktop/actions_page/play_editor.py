"""The editor of one play: whom it is for, how it is done, what it costs, what is said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page import play_edits
from retention_desk.desktop.actions_page.play_conditions import ConditionRows
from retention_desk.desktop.actions_page.play_list_card import cost_of, share_of
from retention_desk.desktop.actions_page.play_text_field import PlayTextField
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import CheckBox, NumberField, labelled
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import BANDS, CHANNELS, HANDLING, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.plays_now import PlayNow

MOST_ADDED: Final = 500
_ALONE: Final = ""
_TEXTS: Final = (
    ("description", phrase("What is done"), 2),
    ("script", phrase("Script"), 4),
    ("success", phrase("How one knows that it worked"), 2),
)
_SETS: Final[tuple[tuple[str, Phrase, Mapping[str, Phrase], int], ...]] = (
    ("tiers", phrase("Value tiers; none means all"), VALUE_TIERS, 3),
    ("bands", phrase("Health bands; none means all"), BANDS, 3),
    ("stages", phrase("Stages; none means all"), STAGES, 3),
)


class PlayEditor(Card):
    """Shows a play and tells what is changed about it, step by step.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    changed = Signal(object, object)
    """AnalysisSettings, and the name of the step for the undo list."""
    play_made = Signal(object, object, str)
    """AnalysisSettings, name of the step, and the key of the new play to be shown."""
    customers_asked = Signal()
    """The user wants to see the customers that the play fits."""
    customers_added = Signal()
    """The user wants them all on the list."""

    def __init__(self, words: Words) -> None:
        super().__init__("", words, subtitle="")
        self._words = words
        self._settings: AnalysisSettings | None = None
        self._key = ""
        self._filling = False
        self.use = CheckBox(phrase("In use"), words)
        self.copy = Button(phrase("Copy"), words, kind="link")
        self.back = Button(phrase("As delivered"), words, kind="link")
        self.name = QLineEdit()
        self.like = ChoiceMenu(words, name=phrase("Trigger"))
        self.conditions = ConditionRows(words)
        self.boxes: dict[str, dict[str, CheckBox]] = {}
        self.menus = {
            name: ChoiceMenu(words, name=label)
            for name, label in (
                ("channel", phrase("Channel")),
                ("handling", phrase("Handling")),
                ("role", phrase("Owner's role")),
                ("strategy", phrase("Strategy")),
            )
        }
        self.cost = NumberField(words, low=0, high=1e9, digits=2, unit_first=True, name=phrase("Cost"))
        self.share = NumberField(words, low=0, high=100, digits=1, unit="%", name=phrase("Keeps"))
        self.due = NumberField(words, low=1, high=3650, name=phrase("Due in days"))
        self.texts = {name: PlayTextField(words, name=label, lines=n) for name, label, n in _TEXTS}
        self.fits = Label("", words, wrap=True)
        self.note = Label("", words, role="caption", tone="muted", wrap=True)
        self.note.hide()
        self.show_them = Button(phrase("Show them"), words, dense=True)
        self.add_them = Button(phrase("Add them to the list"), words, dense=True)
        self._lay_out(words)
        self._connect()

    # -- laying out --------------------------------------------------------------------------------

    def _lay_out(self, words: Words) -> None:
        space = theme.current().space
        for tool in (self.use, self.copy, self.back):
            self.add_tool(tool)
        self.body.addWidget(self.fits)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addWidget(self.show_them)
        row.addWidget(self.add_them)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.body.addWidget(Rule())
        self.body.addWidget(labelled(phrase("Name"), self.name, words))
        self._head(phrase("Whom it is for"))
        self._like = labelled(phrase("Trigger"), self.like, words)
        self.body.addWidget(self._like)
        for name, label, names, across in _SETS:
            self.body.addWidget(self._box_row(name, label, names, across))
        self.body.addWidget(
            Label(phrase("Conditions, all of which have to hold"), words, role="caption", tone="muted")
        )
        self.body.addWidget(self.conditions)
        self._head(phrase("How it is done"))
        grid = QGridLayout()
        grid.setSpacing(space.s)
        for place, (name, menu) in enumerate(self.menus.items()):
            grid.addWidget(labelled(_LABELS[name], menu, words), place // 2, place % 2)
        fields = (("cost", self.cost), ("share", self.share), ("due", self.due))
        numbers = QHBoxLayout()
        numbers.setSpacing(space.s)
        for name, field in fields:
            numbers.addWidget(labelled(_LABELS[name], field, words), 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addLayout(numbers)
        self._head(phrase("What is said"))
        for name, label, _lines in _TEXTS:
            self.body.addWidget(labelled(label, self.texts[name], words))
        self.body.addStretch(1)

    def _head(self, text: Phrase) -> None:
        self.body.addSpacing(theme.current().space.xs)
        self.body.addWidget(Label(text, self._words, role="body_medium"))

    def _box_row(self, name: str, label: Phrase, names: Mapping[str, Phrase], across: int) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(label, self._words, role="caption", tone="muted"))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        self.boxes[name] = {}
        for place, (key, text) in enumerate(names.items()):
            box = CheckBox(text, self._words)
            box.toggled.connect(partial(self._set_keys, name))
            self.boxes[name][key] = box
            grid.addWidget(box, place // across, place % across)
        column.addLayout(grid)
        return holder

    def _connect(self) -> None:
        self.use.toggled.connect(self._switch)
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(self._take_back)
        self.name.editingFinished.connect(self._rename)
        self.like.chosen.connect(self._set_like)
        self.conditions.changed.connect(self._set_conditions)
        for name, menu in self.menus.items():
            menu.chosen.connect(partial(self._set_choice, name))
        self.cost.changed.connect(self._set_cost)
        self.share.changed.connect(self._set_share)
        self.due.changed.connect(lambda days: self._write(phrase("Due date of a play"), due_days=int(days)))
        for name, field in self.texts.items():
            field.changed.connect(partial(self._set_text, name))
        self.show_them.clicked.connect(self.customers_asked)
        self.add_them.clicked.connect(self.customers_added)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    # -- showing -----------------------------------------------------------------------------------

    def show_play(self, one: PlayNow, analysis: Analysis, words: Words) -> None:
        """Show a play as the settings have it, with whom it fits."""
        self._words, self._settings, self._key = words, analysis.settings, one.play.key
        self._filling = True
        play, settings, own = one.play, analysis.settings, not play_edits.ships(one.play.key)
        self.set_title(play.label)
        self.subtitle.hide()
        self.use.setChecked(one.is_on)
        self.back.say(phrase("Remove") if own else phrase("As delivered"))
        self.back.setVisible(own or play_edits.is_edited(settings, play.key))
        if not self.name.hasFocus():
            self.name.setText(words(play.label))
        self.name.setAccessibleName(words(phrase("Name")))
        self._like.setVisible(own)
        self._show_trigger(settings)
        self.conditions.show_conditions(play_edits.written(settings, play.key).conditions, analysis, words)
        for name, boxes in self.boxes.items():
            for key, box in boxes.items():
                box.setChecked(key in getattr(play, name))
        for name, choices in _choices().items():
            self.menus[name].show_choices(list(choices.items()), getattr(play, name))
        currency = analysis.data.currency
        self.cost.set_unit(words.money(0, currency).replace("0", "").strip())
        self.cost.set_value(cost_of(one, settings.playbook, currency))
        self.share.set_value(100 * share_of(one, settings.playbook))
        self.due.set_value(play.due_days or settings.playbook.due_days)
        for name, field in self.texts.items():
            field.show_text(words(getattr(play, name)))
        self._show_fits(one)
        self._filling = False

    def show_note(self, note: Phrase | None) -> None:
        """Show what is worked out beside the play."""
        self.note.say(note or "")
        self.note.setVisible(note is not None)

    def _show_trigger(self, settings: AnalysisSettings) -> None:
        from retention_desk.playbook.plays_of import play_catalogue

        alone: tuple[str, Text] = (_ALONE, phrase("The conditions alone"))
        shipped: list[tuple[str, Text]] = [(key, play.label) for key, play in play_catalogue().items()]
        self.like.show_choices([alone, *shipped], play_edits.written(settings, self._key).like)

    def _show_fits(self, one: PlayNow) -> None:
        from retention_desk.playbook.needs import needs_in_words

        if one.fits is None:
            needed = needs_in_words(one.play) or phrase("Needs data that these files do not have")
            self.fits.say(phrase("Cannot be told: {needs}.", needs=needed))
        else:
            said = phrase(
                "Fits **{n:count}** customers now; **{listed:count}** of them are on this week's list.",
                n=one.n_fits, listed=one.listed,
            )  # fmt: skip
            self.fits.say(said)
        self.show_them.setEnabled(bool(one.n_fits))
        self.add_them.setEnabled(0 < one.n_fits <= MOST_ADDED)

    # -- editing -----------------------------------------------------------------------------------

    def _tell(self, settings: AnalysisSettings, step: Phrase) -> None:
        if not self._filling and settings != self._settings:
            self._settings = settings
            self.changed.emit(settings, step)

    def _write(self, step: Phrase, **fields: Any) -> None:
        if self._settings is not None and not self._filling:
            try:
                self._tell(play_edits.with_field(self._settings, self._key, **fields), step)
            except ValueError:
                return

    def _set_keys(self, name: str, _on: bool) -> None:
        keys = tuple(key for key, box in self.boxes[name].items() if box.isChecked())
        self._write(
            phrase("Whom a play is for"), **{name: () if len(keys) == len(self.boxes[name]) else keys}
        )

    def _set_choice(self, name: str, key: str) -> None:
        self._write(phrase("How a play is done"), **{name: key})

    def _set_conditions(self, conditions: tuple[Any, ...]) -> None:
        if self._settings is None or (not conditions and self._stands_on_conditions()):
            return
        self._write(phrase("Conditions of a play"), conditions=conditions)

    def _stands_on_conditions(self) -> bool:
        assert self._settings is not None
        return not play_edits.ships(self._key) and not play_edits.written(self._settings, self._key).like

    def _set_like(self, key: str) -> None:
        """Take another trigger; without one there has to be a condition."""
        fields: dict[str, Any] = {"like": key}
        if self._settings is not None and not key:
            held = play_edits.written(self._settings, self._key).conditions
            fields["conditions"] = held or (play_edits.FIRST_CONDITION,)
        self._write(phrase("Trigger of a play"), **fields)

    def _set_text(self, name: str, text: str) -> None:
        self._write(phrase("Text of a play"), **{name: self._unless_delivered(name, text.strip())})

    def _rename(self) -> None:
        text = self.name.text().strip()
        if text:
            self._write(phrase("Play renamed"), label=self._unless_delivered("label", text))

    def _unless_delivered(self, name: str, text: str) -> str:
        """Return a text, empty where it is what was delivered: then it follows the language again."""
        from retention_desk.playbook.plays_of import play_catalogue

        shipped = play_catalogue().get(self._key)
        return "" if shipped is not None and self._words(getattr(shipped, name)) == text else text

    def _set_cost(self, cost: float) -> None:
        if self._settings is not None:
            self._tell(play_edits.with_cost(self._settings, self._key, cost), phrase("Cost of a play"))

    def _set_share(self, per_cent: float) -> None:
        if self._settings is not None:
            changed = play_edits.with_save_share(self._settings, self._key, per_cent / 100)
            self._tell(changed, phrase("What a play keeps"))

    def _switch(self, on: bool) -> None:
        if self._settings is not None:
            self._tell(play_edits.switched(self._settings, self._key, on=on), phrase("Plays"))

    def _copy(self) -> None:
        if self._settings is not None:
            label = self._words(phrase("{name} (copy)", name=self.name.text()))
            settings, key = play_edits.copied(self._settings, self._key, label)
            self.play_made.emit(settings, phrase("Play copied"), key)

    def _take_back(self) -> None:
        if self._settings is not None:
            self._tell(play_edits.taken_back(self._settings, self._key), phrase("Play as delivered"))


_LABELS: Final = {
    "channel": phrase("Channel"),
    "handling": phrase("Handling"),
    "role": phrase("Owner's role"),
    "strategy": phrase("Strategy"),
    "cost": phrase("Cost of a contact"),
    "share": phrase("Keeps of what is at stake"),
    "due": phrase("Due in days"),
}


def _choices() -> dict[str, Mapping[str, Phrase]]:
    from retention_desk.playbook.play import ROLES
    from retention_desk.playbook.strategies import STRATEGIES

    return {"channel": CHANNELS, "handling": HANDLING, "role": ROLES, "strategy": STRATEGIES}
