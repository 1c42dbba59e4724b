"""The views of the Actions page: the list itself, everybody, the plays, the strategies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.everybody import EverybodyView
from retention_desk.desktop.actions_page.play_view import PlayView
from retention_desk.desktop.actions_page.strategy_view import StrategyView
from retention_desk.desktop.commands import Command
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

LIST: Final = "list"
EVERYBODY: Final = "everybody"
VIEWS: Final[tuple[tuple[str, Phrase], ...]] = (
    (LIST, phrase("The list")),
    (EVERYBODY, phrase("Everybody")),
    ("plays", phrase("Plays")),
    ("strategies", phrase("Strategies")),
)


def view_commands(open_view: Callable[[str], None], is_there: Callable[[], bool], icon: str) -> list[Command]:
    """Return a command for each view."""
    return [
        Command(
            f"actions.{key}",
            phrase("Actions: {view}", view=name),
            partial(open_view, key),
            enabled=is_there,
            icon=icon,
        )
        for key, name in VIEWS
    ]


class PlayViews(QObject):
    """Tabs over the page's content, which becomes the first view; plays and strategies are the others.

    Parameters
    ----------
    desk : Desk
    content : QVBoxLayout
        The page's; tabs and views are put into it.
    of_list : sequence of (QWidget, int)
        What the page shows as its list, each with its stretch; moved into the first view.
    """

    told = Signal(object)
    """Phrase that the view in front says instead of the page's own sentence."""

    def __init__(self, desk: Desk, content: QVBoxLayout, of_list: Sequence[tuple[QWidget, int]]) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self.tabs = ViewTabs(VIEWS, desk.words, name=phrase("View"))
        self.everybody = EverybodyView(desk)
        self.plays = PlayView(desk)
        self.strategies = StrategyView(desk)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().space.card_gap)
        for widget, stretch in of_list:
            column.addWidget(widget, stretch)
        self._views: dict[str, QWidget] = {
            LIST: holder,
            EVERYBODY: self.everybody,
            "plays": self.plays,
            "strategies": self.strategies,
        }
        content.addWidget(self.tabs)
        for key, view in self._views.items():
            content.addWidget(view, 1)
            view.setVisible(key == LIST)
        self.tabs.chosen.connect(lambda _key: self._show_view())
        self.strategies.told.connect(self._tell)
        self.strategies.plays_asked.connect(self.open_play)

    def show_analysis(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        self._analysis = analysis
        self._show_view()

    def open(self, key: str) -> None:
        """Bring a view to the front."""
        self.tabs.choose(key)
        self._show_view()

    def open_play(self, key: str) -> None:
        """Bring the plays to the front, one of them in the editor."""
        self.plays.show_play(key)
        self.open("plays")

    def _show_view(self) -> None:
        shown = self.tabs.key()
        for key, view in self._views.items():
            view.setVisible(key == shown)
        if self._analysis is None:
            return
        if shown == EVERYBODY:
            self.everybody.show_analysis(self._analysis)
        elif shown == "plays":
            self.plays.show_analysis(self._analysis)
        elif shown == "strategies":
            self.strategies.show_analysis(self._analysis)

    def _tell(self, sentence: Phrase) -> None:
        if self.tabs.key() == "strategies":
            self.told.emit(sentence)
