"""Putting a customer on the action list by hand: a button with the plays to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from retention_desk.desktop.icons import icon
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.play import Play


def arm_of(analysis: Analysis, customer: int) -> str:
    """Return the arm of a customer on the list; empty for one who is not there."""
    table = analysis.plan.table
    arms = table["arm"][(table["customer"] == customer).to_numpy()]
    return str(arms.iloc[0]) if len(arms) else ""


class AddButton(Button):
    """Puts a customer on the list with a play, changes it, or takes the customer off again.

    Parameters
    ----------
    session : Session
        Whose settings (`playbook.added`) are edited, so that each step can be undone.
    """

    def __init__(self, session: Session, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(phrase("Add to actions"), words, icon="phone-call", parent=parent)
        self._session = session
        self._customer = -1
        self.clicked.connect(self.open_menu)

    def show_customer(self, analysis: Analysis, customer: int) -> None:
        """Say what can be done about a customer."""
        self._customer = customer
        arm = arm_of(analysis, customer)
        texts = {"contact": phrase("Choose another play"), "added": phrase("On the list")}
        self.say(texts.get(arm, phrase("Add to actions")))
        self.set_icon("check" if arm == "added" else "phone-call")

    def open_menu(self) -> None:
        """Open the menu of plays under the button."""
        menu = self.menu()
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            corner = self.mapToGlobal(QPoint(self.width(), self.height()))
            menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def menu(self) -> QMenu | None:
        """Return the menu: the plays that fit the customer, all others, and taking off the list again."""
        analysis = self._session.analysis
        if analysis is None or self._customer < 0:
            return None
        fitting, others = _plays(analysis, self._customer)
        key = str(analysis.data.customer_ids[self._customer])
        now = self._session.settings.playbook.added.get(key)
        menu = QMenu(self)
        if arm_of(analysis, self._customer) == "holdout":
            note = menu.addAction(
                self._words("Held out by chance: who is added no longer counts for comparison")
            )
            note.setEnabled(False)
            menu.addSeparator()
        self._add_plays(menu, fitting, key, now)
        if others:
            rest = menu.addMenu(self._words("Other plays")) if fitting else menu
            self._add_plays(rest, others, key, now)
        if now is not None:
            menu.addSeparator()
            menu.addAction(self._words("Take off the list"), partial(self._take_off, key))
        return menu

    def _add_plays(self, menu: QMenu, plays: Sequence[Play], key: str, now: str | None) -> None:
        for play in plays:
            action = menu.addAction(self._words(play.label).replace("&", "&&"))
            action.setToolTip(self._words(play.description))
            if play.key == now:
                action.setIcon(icon("check", "text"))
            action.triggered.connect(partial(self._add, key, play.key))
        menu.setToolTipsVisible(True)

    def _add(self, key: str, play: str, _on: bool = False) -> None:
        self._edit({**self._session.settings.playbook.added, key: play}, phrase("Add to actions"))

    def _take_off(self, key: str) -> None:
        added = {other: play for other, play in self._session.settings.playbook.added.items() if other != key}
        self._edit(added, phrase("Take off the list"))

    def _edit(self, added: dict[str, str], name: Phrase) -> None:
        settings = self._session.settings
        self._session.edit(replace(settings, playbook=replace(settings.playbook, added=added)), name)


def _plays(analysis: Analysis, customer: int) -> tuple[tuple[Play, ...], tuple[Play, ...]]:
    from retention_desk.foundation.order_book import order_book
    from retention_desk.playbook.by_hand import plays_for
    from retention_desk.playbook.play_context import PlayContext

    book = analysis.intermediate.get("book") or order_book(analysis.data)
    context = PlayContext(
        analysis.data, book, analysis.indicators, analysis.segments, analysis.churn, analysis.next_products
    )
    return plays_for(context, analysis.health, customer, analysis.settings.playbook)
