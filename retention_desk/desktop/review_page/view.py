"""A view of the review page: shows a state, says what is lacking, tells what it found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.state import Lack, ReviewState
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.wording import Words, phrase


class ReviewView(QWidget):
    """A column of cards; subclasses give `show_state`.

    Parameters
    ----------
    desk : Desk
    """

    told = Signal(object)
    """Phrase: the sentence that answers the page's question in this view."""
    wished = Signal(str)
    """A `Wish` of the user."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.workspace: Workspace = desk.session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().space.card_gap)
        self._lack: Lack | None = None
        self.lack = EmptyState("", "", desk.words, (phrase("Add files"), lambda: self._wish()), primary=False)
        self.column.addWidget(self.lack, 1)
        self.lack.hide()

    @property
    def words(self) -> Words:
        """The language of the window."""
        return self.desk.words

    def head_buttons(self) -> Sequence[QWidget]:
        """Return the buttons right of the page's title while this view is in front."""
        return ()

    def show_state(self, state: ReviewState) -> None:
        """Show a state, in the language of the window."""
        raise NotImplementedError

    def show_lack(self, lack: Lack | None, *parts: QWidget) -> bool:
        """Show what is lacking in place of `parts`, or the parts; return whether anything is."""
        self._lack = lack
        for part in parts:
            part.setVisible(lack is None)
        self.lack.setVisible(lack is not None)
        if lack is not None:
            self.lack.title.say(lack.title)
            self.lack.note.say(lack.note)
            if self.lack.button is not None:
                self.lack.button.say(lack.button)
            self.told.emit(lack.title)
        return lack is not None

    def _wish(self) -> None:
        if self._lack is not None:
            self.wished.emit(self._lack.wish)
