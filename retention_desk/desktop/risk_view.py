"""A view of the risk page: shows a forecast, asks what takes longer, tells what it found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words


class RiskView(QWidget):
    """A column of cards; subclasses give `show_analysis`.

    Parameters
    ----------
    desk : Desk
    """

    told = Signal(object)
    """Phrase: the sentence that answers the page's question in this view."""
    view_wanted = Signal(str)
    """Key of another view that the user wants to see."""
    settings_wanted = Signal()
    """The user wants to choose the model or the horizon."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().space.card_gap)

    @property
    def words(self) -> Words:
        """The language of the window."""
        return self.desk.words

    def show_analysis(self, analysis: Analysis) -> None:
        """Show an analysis, in the language of the window."""
        raise NotImplementedError

    def ask(
        self, topic: str, analysis: Analysis, question: Callable[..., Any], show: Callable[[Any], None]
    ) -> None:
        """Have a question answered off the window's thread and shown where it still is the newest."""
        workspace: Workspace = self.desk.session
        workspace.answers.ask(f"risk.{topic}", analysis, question, (), show)
