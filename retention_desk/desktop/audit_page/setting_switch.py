"""A switch for any setting that offers a choice, made from the setting's own type."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.sheet_head import CURRENCIES
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.choices import ChoiceMenu, RadioRow
from retention_desk.desktop.widgets.date_picker import DatePicker
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.setting_texts import SETTING_TEXTS
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, Words, phrase

Change = Callable[[str, Any], None]
_AS_TOLD: Final = phrase("As the files tell")

VALUE_TEXTS: Final[Mapping[tuple[str, object], Phrase]] = MappingProxyType(
    {
        ("orders.duplicates", "keep"): phrase("Keep repeats"),
        ("orders.duplicates", "drop_exact"): phrase("Count repeats once"),
        ("orders.returns", "net"): phrase("Take returns off"),
        ("orders.returns", "ignore"): phrase("Ignore returns"),
        ("orders.minor_units", "auto"): phrase("In the unit the file says"),
        ("orders.minor_units", "as_written"): phrase("As they are written"),
        ("general.day_first", "auto"): phrase("As each column tells"),
        ("general.day_first", True): phrase("Day before month"),
        ("general.day_first", False): phrase("Month before day"),
        ("general.business_type", "auto"): _AS_TOLD,
    }
)
"""What values are called; others are said as they are written in a settings file."""


class SettingSwitch(QWidget):
    """What a setting decides, and its choices.

    Parameters
    ----------
    key : str
        Dotted key, as in `Finding.setting`.
    settings : AnalysisSettings
    words : Words
    change : callable
        Takes key and new value.
    days : (date, date), optional
        The first and the last day of the data, for settings that are a day.
    """

    def __init__(
        self,
        key: str,
        settings: AnalysisSettings,
        words: Words,
        change: Change,
        days: tuple[dt.date, dt.date] | None = None,
    ) -> None:
        super().__init__()
        self._key, self._words, self._change, self._days = key, words, change, days
        self.value = settings.value_of(key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().space.xs)
        column.addWidget(Label(SETTING_TEXTS[key], words, role="caption", tone="muted", wrap=True))
        self.rows: list[RadioRow] = []
        self.control = self._control()
        if self.control is not None:
            column.addWidget(self.control)

    def _control(self) -> QWidget | None:
        """Return what changes the setting; None for one that has a page of its own."""
        options = options_of(self._key)
        if options:
            return self._radio_rows(options)
        kind = type_of(self._key)
        if dt.date in get_args(kind):
            return self._day_button()
        if get_origin(kind) in (dict, tuple):
            return None
        if str in get_args(kind) or kind is str:
            return self._codes()
        field = NumberField(self._words, digits=2, name=SETTING_TEXTS[self._key])
        field.set_value(float("nan") if self.value is None else float(self.value))
        whole = int in (kind, *get_args(kind)) and float not in (kind, *get_args(kind))
        field.changed.connect(lambda value: self._tell(int(value) if whole else value))
        return field

    def _radio_rows(self, options: tuple[object, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for option in options:
            row = RadioRow(value_text(self._key, option), self._words)
            row.setChecked(option == self.value and type(option) is type(self.value))
            row.clicked.connect(partial(self._pick, option))
            self.rows.append(row)
            column.addWidget(row)
        return holder

    def _codes(self) -> ChoiceMenu:
        menu = ChoiceMenu(self._words, name=SETTING_TEXTS[self._key])
        choices: list[tuple[str, Text]] = [("", _AS_TOLD), *((code, code) for code in CURRENCIES)]
        menu.show_choices(choices, self.value or "")
        menu.chosen.connect(lambda code: self._tell(code or None))
        return menu

    def _day_button(self) -> MenuButton:
        words, menu = self._words, QMenu(self)
        now: Text = phrase("{day:date}", day=self.value) if self.value else phrase("Latest in the data")
        menu.addAction(words("Latest in the data"), lambda: self._tell(None))
        if self._days is not None:
            first, last = self._days
            picker = DatePicker(words, self.value or last, first, last)
            picker.chosen.connect(self._tell)
            picker.chosen.connect(menu.close)
            action = QWidgetAction(menu)
            action.setDefaultWidget(picker)
            menu.addSeparator()
            menu.addAction(action)
        return MenuButton(now, words, menu, boxed=True)

    def _pick(self, option: object, _on: bool = False) -> None:
        if option != self.value:
            self._tell(option)

    def _tell(self, value: object) -> None:
        self.value = value
        self._change(self._key, value)


def type_of(key: str) -> Any:
    """Return the declared type of a setting by its dotted key, without bounds."""
    *groups, name = key.split(".")
    kind: Any = AnalysisSettings
    for group in groups:
        kind = get_type_hints(kind)[group]
    return get_type_hints(kind)[name]


def options_of(key: str) -> tuple[object, ...]:
    """Return the values a setting can take, in order, when they are few; else nothing."""
    return _options(type_of(key))


def _options(kind: Any) -> tuple[object, ...]:
    if kind is bool:
        return (True, False)
    if get_origin(kind) is Literal:
        return get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        parts = [_options(part) for part in get_args(kind)]
        return tuple(option for part in parts for option in part) if all(parts) else ()
    return ()


def value_text(key: str, value: object) -> Text:
    """Return what a value of a setting is called."""
    if isinstance(value, bool) and (key, value) not in VALUE_TEXTS:
        return phrase("yes") if value else phrase("no")
    known = VALUE_TEXTS.get((key, value))
    return known if known is not None else str(value).replace("_", " ")
