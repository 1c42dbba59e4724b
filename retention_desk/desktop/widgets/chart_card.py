"""A card with a chart: the answer as title, the chart as a table, copies as picture, SVG and data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import SIGNAL, QMimeData, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QStackedWidget, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.chart.chart_files import save_data, save_drawing, save_picture
from retention_desk.desktop.chart.chart_view import ChartView, Draw
from retention_desk.desktop.icons import icon
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.tables import DataTable
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase

TableOf = Callable[[], tuple[Sequence[ColumnSpec], Mapping[str, Any]]]
"""Gives the columns behind a chart when they are asked for."""


class ChartCard(Card):
    """A `ChartView` in a card.

    Parameters
    ----------
    words : Words
        The language to start with.
    least_height : int or None
        Height in pixels below which the chart does not go.

    Notes
    -----
    `show_chart` sets title, subtitle, chart and its table at once. `view` is the chart. A menu, also on a
    right click, copies and saves, filters by the part it was opened on, and asks why where somebody answers.
    Copies are made for print, black on white, unless the user wants the colours of the window.
    """

    for_print: ClassVar[bool] = True
    clicked = Signal(str)
    """Key of a part that was clicked, or chosen by Enter or in the menu."""
    why_asked = Signal(str)
    """Key of the part that is to be explained (empty for the whole); offered where it is connected."""
    failed = Signal(object)
    """UserFacingError: the chart could not be saved."""

    def __init__(
        self, words: Words, *, least_height: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", words, subtitle="", parent=parent)
        self._words = words
        self._table_of: TableOf | None = None
        self.why_key: str | None = None
        self.view = ChartView(words, least_height=least_height)
        self.view.clicked.connect(self.clicked)
        self.view.menu_asked.connect(self._open_menu_at)
        self.view.why_asked.connect(lambda key: self.why_asked.emit(key) if self.offers_why(key) else None)
        self.table = DataTable(words, dense=True)
        # The table takes the room of the chart; a page must not grow for it while it is not even shown.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self._filler = QWidget()  # keeps the head at the top where there is nothing to draw
        self._filler.hide()
        self.body.addWidget(self._filler, 1)
        self.as_table = Button(None, words, kind="quiet", icon="table", tip=phrase("As table"), dense=True)
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._turn)
        self.more = Button(
            None, words, kind="quiet", icon="dots-three", tip=phrase("Copy or save"), dense=True
        )
        self.more.clicked.connect(self._open_menu)
        self.add_tool(self.as_table)
        self.add_tool(self.more)

    def set_choosable(self, choosable: bool) -> None:
        """Say whether parts of the chart can be clicked to filter."""
        self.view.choosable = choosable

    def show_chart(
        self, title: Text, subtitle: Text, draw: Draw | None, table_of: TableOf | None = None
    ) -> None:
        """Show a chart under its answer.

        Parameters
        ----------
        title, subtitle : Phrase or str
            The answer; unit, definition and n.
        draw : callable or None
            Draws the chart for a `ChartFrame`.
        table_of : callable, optional
            Gives the same numbers as a table.
        """
        self.set_title(title, subtitle)
        self._table_of = table_of
        self.table.setAccessibleName(self.title.spoken())
        self.view.show_chart(draw, title)
        self._stack.setVisible(draw is not None)
        self._filler.setVisible(draw is None)
        self.as_table.setVisible(table_of is not None)
        self.more.setVisible(draw is not None)
        if table_of is None:
            self.as_table.setChecked(False)
        elif self.as_table.isChecked():
            self._turn(True)

    def _turn(self, as_table: bool) -> None:
        if as_table and self._table_of is not None:
            self.table.set_table(*self._table_of())
        self._stack.setCurrentWidget(self.table if as_table else self.view)
        self.as_table.say(None, phrase("As chart") if as_table else phrase("As table"))
        self.as_table.set_icon("chart-line" if as_table else "table")

    # -- menu ----------------------------------------------------------------------------------

    def can_filter(self, key: str) -> bool:
        """Return whether a part stands for customers by whom tables can be filtered."""
        return bool(key) and self.view.choosable

    def offers_why(self, key: str) -> bool:
        """Return whether anybody answers `why_asked` for a part, or for the figure the chart shows."""
        return bool(key or self.why_key) and self.receivers(SIGNAL("why_asked(QString)")) > 0

    def menu(self, key: str = "") -> QMenu:
        """Return the menu of the chart, or of its part with a key."""
        menu, words = QMenu(self), self._words
        if self.can_filter(key):
            menu.addAction(words("Filter by this"), lambda: self.clicked.emit(key))
        if self.offers_why(key):
            menu.addAction(words("Why?"), lambda: self.why_asked.emit(key))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(words("Copy as picture (PNG)"), self.copy_picture)
        menu.addAction(words("Copy as drawing (SVG)"), self.copy_svg)
        if self._table_of is not None:
            menu.addAction(words("Copy the data"), self.copy_data)
        menu.addAction(words("Save as file"), self.save_as)
        menu.addSeparator()
        ground = menu.addAction(words("Copies in black on white, for print"))
        ground.setCheckable(True)
        ground.setChecked(ChartCard.for_print)
        ground.setIcon(icon("check", "text") if ChartCard.for_print else QIcon())
        ground.toggled.connect(_set_for_print)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        corner = QPoint(
            self.more.width() - menu.sizeHint().width(), self.more.height() + theme.current().space.xs
        )
        menu.popup(self.more.mapToGlobal(corner))

    def _open_menu_at(self, place: QPoint, key: str) -> None:
        self.menu(key).popup(place)

    # -- copies --------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Copy the chart with its titles as a picture."""
        picture = self.view.picture(for_print=ChartCard.for_print)
        if picture is not None:
            QGuiApplication.clipboard().setImage(picture)

    def copy_svg(self) -> None:
        """Copy the chart with its titles as SVG, which is also its text."""
        drawing = self.view.svg(for_print=ChartCard.for_print)
        if drawing is not None:
            data = QMimeData()
            data.setData("image/svg+xml", drawing)
            data.setText(bytes(drawing.data()).decode("utf-8"))
            QGuiApplication.clipboard().setMimeData(data)

    def copy_data(self) -> None:
        """Copy the numbers of the chart."""
        if self._table_of is not None:
            self.table.set_table(*self._table_of())
            QGuiApplication.clipboard().setMimeData(self.table.copied(self.table.model_.rows))

    def save_as(self) -> None:
        """Ask for a file and save the chart in it."""
        filters = ["PNG (*.png)", "SVG (*.svg)"]
        if self._table_of is not None:
            filters.append("CSV (*.csv)")
        name, chosen = QFileDialog.getSaveFileName(self, self._words("Save as file"), "", ";;".join(filters))
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(f".{chosen[:3].lower()}"))

    def save_to(self, path: Path) -> None:
        """Save the chart with its titles as PNG or SVG, or its numbers as CSV, as the ending says."""
        ending = path.suffix.lower()
        try:
            if ending == ".csv" and self._table_of is not None:
                save_data(path, *self._table_of(), self._words)
            elif ending == ".svg":
                drawing = self.view.svg(for_print=ChartCard.for_print)
                if drawing is not None:
                    save_drawing(path, drawing)
            else:
                picture = self.view.picture(for_print=ChartCard.for_print)
                if picture is not None:
                    save_picture(path if ending == ".png" else path.with_name(f"{path.name}.png"), picture)
        except UserFacingError as error:
            self.failed.emit(error)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`; a shown table is filled again."""
        self._words = words
        if self.as_table.isChecked():
            self._turn(True)


def _set_for_print(on: bool) -> None:
    ChartCard.for_print = on
