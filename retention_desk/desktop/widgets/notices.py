"""Notices: the card (an error, a question) that stands above a page until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.states import Action, ErrorCard
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase


class Notices(QWidget):
    """Holds one card at a time; takes no room without one. `card` is that of an error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = theme.current().space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space.page_margin, space.page_top, space.page_margin, space.xs)
        self.card: ErrorCard | None = None
        self._shown: QWidget | None = None
        self.hide()

    def show_error(
        self, error: UserFacingError, words: Words, actions: Sequence[Action] = (), effect: Text = ""
    ) -> None:
        """Show an error with its ways out, and *Close*, in the place of an earlier one."""
        close: Action = (phrase("Close"), self.clear)
        card = ErrorCard(error, words, effect=effect, actions=(*actions, close))
        self.show_card(card)
        self.card = card

    def show_card(self, card: QWidget) -> None:
        """Show another card in the place of an earlier one."""
        self.clear()
        self._shown = card
        self._column.addWidget(card)
        self.show()

    def clear(self) -> None:
        """Take the card away."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self.card = None
        self.hide()
