"""The menu of a column's header: what it can be taken for, and how its dates or numbers are read."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.edit_draft import DraftEditor
from retention_desk.desktop.import_wizard.menus import add_choice, add_reason
from retention_desk.desktop.import_wizard.sheet_preview import (
    FEATURE,
    UNUSED,
    PreviewColumn,
    canonical,
    dots,
)
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.wording import Words, phrase


def meaning_menu(
    parent: QWidget, flow: DraftEditor, place: int, column: PreviewColumn, words: Words
) -> QMenu:
    """Return the menu of what a column can be taken for, the one that holds first, with the reason."""
    menu, draft = QMenu(parent), flow.draft
    if draft is None:
        return menu
    mapping = draft.mappings[place]
    kind = TABLES.get(mapping.kind)
    own = [c for c in kind.columns if c.key == column.meaning] if kind else []
    rest = [c for c in kind.columns if c.key != column.meaning] if kind else []
    for item in (*own, *rest):
        sure = dots(mapping.confidence.get(item.key, 1.0)) if item.key == column.meaning else 0
        note = "●" * sure + "○" * (4 - sure) if sure else mapping.columns.get(item.key) or ""
        run = partial(flow.set_meaning, place, column.header, item.key)
        add_choice(menu, words(item.label), item.key == column.meaning, run, note)
    menu.addSeparator()
    for meaning, said in ((FEATURE, phrase("Keep as a feature")), (UNUSED, phrase("Do not use"))):
        if meaning == FEATURE and mapping.kind != "customers":
            continue
        run = partial(flow.set_meaning, place, column.header, meaning)
        add_choice(menu, words(said), column.meaning == meaning, run)
    _add_writing(menu, flow, draft, place, column, words)
    if column.why is not None:
        add_reason(menu, column.why, words)
    return menu


def _add_writing(
    menu: QMenu, flow: DraftEditor, draft: Draft, place: int, column: PreviewColumn, words: Words
) -> None:
    """Add how the dates or numbers of the column are written, where that can be chosen."""
    mapping = draft.mappings[place]
    meant = canonical(mapping.kind, column.meaning)
    kind = meant.type if meant is not None else ""
    header = column.header
    if kind == "date":
        menu.addSeparator()
        order = menu.addMenu(words("Order of day and month"))
        now = mapping.day_first_of.get(header)
        for value, said in (
            (None, phrase("As the column tells")),
            (True, phrase("Day before month")),
            (False, phrase("Month before day")),
        ):
            add_choice(order, words(said), now is value, partial(flow.set_date_order, place, header, value))
    elif kind in ("number", "money"):
        menu.addSeparator()
        signs = menu.addMenu(words("Decimal sign"))
        sign = mapping.decimal_of.get(header)
        for mark, said in (
            (None, phrase("As the column tells")),
            (".", phrase("Point: 1,234.50")),
            (",", phrase("Comma: 1.234,50")),
        ):
            add_choice(signs, words(said), sign == mark, partial(flow.set_decimal_sign, place, header, mark))
