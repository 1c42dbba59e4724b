"""A page of several views under a row of tabs: one is in front, and asks its questions when it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.commands import Command
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

View = TypeVar("View", bound=QWidget)


class ViewedPage(AnalysisPage, Generic[View]):
    """Tabs, the view in front, and a command for each view; subclasses make the views and fill them.

    Parameters
    ----------
    key, icon : str
        Of the page's entry.
    title : Phrase
    names : sequence of (str, Phrase)
        Key and name of each view, in the order of their tabs.
    desk : Desk
    promise : Phrase
        What will be here, said while nothing is open.

    Notes
    -----
    A view is made when it is first opened, and filled when it is in front.
    """

    def __init__(
        self,
        key: str,
        icon: str,
        title: Text,
        names: Sequence[tuple[str, Phrase]],
        desk: Desk,
        promise: Phrase,
    ) -> None:
        self.key, self._icon, self.names = key, icon, tuple(names)
        self._views: dict[str, View] = {}
        super().__init__(title, desk, promise)

    def make_view(self, key: str) -> View:
        """Return a new view."""
        raise NotImplementedError

    def fill_view(self, key: str, view: View, analysis: Analysis) -> None:
        """Show an analysis in the view that is in front."""
        raise NotImplementedError

    def command_name(self, view: Phrase) -> Phrase:
        """Return what the command for a view of this name is called."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the row of views."""
        self.tabs = ViewTabs(list(self.names), self.words, name=phrase("View"))
        self.tabs.chosen.connect(lambda _key: self.show_front())
        self.content.addWidget(self.tabs)

    def view(self, key: str) -> View:
        """Return a view, made if it was not yet."""
        if key not in self._views:
            self._views[key] = made = self.make_view(key)
            self.content.addWidget(made, 1)
            made.setVisible(key == self.tabs.key())  # once it has a parent: else it would be a window
        return self._views[key]

    @property
    def views(self) -> Mapping[str, View]:
        """All views by their keys."""
        return {key: self.view(key) for key, _ in self.names}

    def open_view(self, key: str) -> View | None:
        """Bring the page and one of its views to the front; return the view, None while nothing is open."""
        self.desk.window.open_page(self.key)
        if not self._built:
            return None
        self.tabs.choose(key)
        self.show_front()
        return self.view(key)

    def show_front(self) -> None:
        """Show the chosen view, and fill it; the others wait until they are looked at."""
        key = self.tabs.key()
        front = self.view(key)
        for name, view in self._views.items():
            view.setVisible(name == key)
        if self.analysis is not None:
            self.fill_view(key, front, self.analysis)

    def commands(self) -> Sequence[Command]:
        """Return a command for each view."""
        return [
            Command(
                f"{self.key}.{key}",
                self.command_name(name),
                partial(self.open_view, key),
                enabled=lambda: self.analysis is not None,
                icon=self._icon,
            )
            for key, name in self.names
        ]
