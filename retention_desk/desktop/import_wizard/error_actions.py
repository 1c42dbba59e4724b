"""Ways out of an import that cannot be used, as buttons: each opens what has to be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.widgets.states import Action
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    from retention_desk.desktop.pages.data import ImportPage


def ways_out(error: UserFacingError, page: ImportPage) -> tuple[Action, ...]:
    """Return what can be done about an error of a draft, the likeliest first."""
    draft = page.flow.draft
    if draft is None:
        return ()
    raw, mapping = draft.raws[page.place], draft.mappings[page.place]
    header: Action = (phrase("Choose the header row"), page.sheet.head.header_row.open_menu)
    kind: Action = (phrase("Choose what one row is"), partial(_open, kind_menu(page)))
    if raw.header_row is None:
        return (header,)
    if mapping.skip:
        return ((phrase("Take this sheet in"), partial(page.flow.set_skip, page.place, False)),)
    if error.code == "no_customer_column":
        return ((phrase("Choose the customer column"), partial(_open, customer_menu(page))), header)
    if error.code == "unknown_header":
        return ((phrase("Back to what is proposed"), partial(page.flow.use_saved, None)),)
    return (kind, header)


def customer_menu(page: ImportPage) -> QMenu:
    """Return the menu of the columns that can name the customer."""
    menu, draft = QMenu(page), page.flow.draft
    raw = draft.raws[page.place] if draft is not None else None
    for name in raw.headers if raw is not None else ():
        add_choice(menu, name, False, partial(_name_customer, page, name))
    return menu


def _name_customer(page: ImportPage, header: str) -> None:
    draft = page.flow.draft
    if draft is not None and draft.mappings[page.place].kind == "other":
        # Without a kind there are no columns to choose from: a list of customers is the least that it is.
        page.flow.set_kind(page.place, "customers", customer=header)
        return
    page.flow.set_meaning(page.place, header, "customer_id")


def kind_menu(page: ImportPage) -> QMenu:
    """Return the menu of what one row of the sheet can be."""
    menu = QMenu(page)
    for key in TABLES:
        add_choice(menu, page.words(TABLE_KINDS[key]), False, partial(page.flow.set_kind, page.place, key))
    return menu


def _open(menu: QMenu) -> None:
    menu.popup(QCursor.pos())
