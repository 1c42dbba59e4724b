"""Above the rows of a sheet: what one row is, where its header stands, its currency, how its text is read."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget, QWidgetAction

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.import_wizard.raw_rows import cell_text
from retention_desk.desktop.import_wizard.reading_menu import ReadingButton
from retention_desk.desktop.import_wizard.sheet_preview import dots
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.marks import ConfidenceDots
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Words, phrase

CURRENCIES: Final = ("CNY", "TWD", "USD", "EUR", "GBP", "JPY", "HKD", "AUD", "CAD", "INR", "KRW", "BRL")
_ROWS_LISTED: Final = 12
_LONGEST_ROW: Final = 48


class SheetHead(QWidget):
    """Menus that say how a sheet is read, and change it."""

    def __init__(self, flow: ImportFlow, words: Words) -> None:
        super().__init__()
        self._flow, self._words, self._place = flow, words, 0
        self.kind = MenuButton("", words, prefix=phrase("One row is"))
        self.sure = ConfidenceDots(4, words)
        self.header_row = MenuButton("", words, prefix=phrase("Header in row"))
        self.currency = MenuButton("", words, prefix=phrase("Currency"))
        self.reading = ReadingButton(flow, words)
        self._hint = Label(phrase("with its row numbers"), words, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        row.addWidget(Label(phrase("As in the file"), words, role="body_medium"))
        row.addWidget(self._hint)
        row.addWidget(self.reading)
        row.addStretch(1)
        for widget in (self.kind, self.sure, self.header_row, self.currency):
            row.addWidget(widget)

    def show_sheet(self, draft: Draft, place: int) -> None:
        """Show how sheet `place` is read."""
        self._place = place
        raw, mapping = draft.raws[place], draft.mappings[place]
        self.reading.show_table(draft, raw)
        self._hint.setVisible(self.reading.isHidden())
        self.kind.say(TABLE_KINDS[mapping.kind])
        self.kind.set_menu(self._kind_menu(mapping.kind))
        self.sure.setVisible(mapping.kind in TABLES)
        self.sure.set_sure(dots(mapping.kind_confidence))
        self.header_row.say(header_rows(raw))
        self.header_row.set_menu(self.header_menu(raw))
        chosen = draft.settings.general.currency
        found = draft.data.currency if draft.data else None
        self.currency.say(chosen or found or phrase("not told"))
        self.currency.set_menu(self._currency_menu(chosen))

    def _kind_menu(self, now: str) -> QMenu:
        menu = QMenu(self)
        for key in (*TABLES, "other"):
            run = partial(self._flow.set_kind, self._place, key)
            add_choice(menu, self._words(TABLE_KINDS[key]), key == now, run)
        return menu

    def header_menu(self, raw: RawTable) -> QMenu:
        """Return the menu of rows that can be the header: the first ones, and any by its number."""
        menu, words = QMenu(self), self._words
        first, last = raw.first_row, raw.first_row + len(raw.cells) - 1
        rows = list(range(first, min(first + _ROWS_LISTED, last + 1)))
        if raw.header_row is not None and raw.header_row not in rows:
            rows.append(raw.header_row)
        for row in rows:
            run = partial(self._flow.set_header_row, self._place, row)
            add_choice(menu, str(row), row == raw.header_row, run, row_text(raw, row))
        if last > rows[-1]:
            menu.addSeparator()
            name = phrase("Another row")
            field = NumberField(words, low=first, high=last, name=name, unit=words(name), unit_first=True)
            field.changed.connect(lambda row: self._flow.set_header_row(self._place, int(row)))
            field.changed.connect(lambda _row: menu.close())
            action = QWidgetAction(menu)
            action.setDefaultWidget(field)
            menu.addAction(action)
        return menu

    def _currency_menu(self, now: str | None) -> QMenu:
        menu, words = QMenu(self), self._words
        run = partial(self._flow.set_setting, "general.currency")
        name = phrase("Currency")
        add_choice(menu, words("As the file tells"), now is None, partial(run, None, name))
        menu.addSeparator()
        for code in CURRENCIES:
            sign = words.money(0, code).replace("0", "").strip()
            add_choice(menu, code, code == now, partial(run, code, name), "" if sign == code else sign)
        return menu

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.sure.retranslate(words)
        self.reading.retranslate(words)


def header_rows(raw: RawTable) -> str:
    """Return the rows of a header: ``3``, ``3–4``; a dash where there is none."""
    if raw.header_row is None:
        return "—"
    first = raw.header_row - raw.header_depth + 1
    return str(raw.header_row) if first == raw.header_row else f"{first}–{raw.header_row}"


def row_text(raw: RawTable, row: int) -> str:
    """Return the beginning of a row's cells, one after the other."""
    texts = [cell_text(cell) for cell in raw.cells.iloc[row - raw.first_row]]
    said = " · ".join(text for text in texts if text)
    return said[:_LONGEST_ROW] + ("…" if len(said) > _LONGEST_ROW else "")
