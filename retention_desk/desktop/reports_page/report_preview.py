"""The report as it will be printed: a strip of pages, and the chosen one large."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.reports_page.report_page_views import PagePicture, PageThumb
from retention_desk.desktop.reports_page.report_pictures import PagePictures
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Words, phrase, phrase_n
from retention_desk.reporting.paper.marks import Page


class ReportPreview(Card):
    """Pages to leaf through; arrow keys step."""

    def __init__(self, runner: Runner, words: Words) -> None:
        super().__init__(phrase("Preview"), words)
        look = theme.current()
        self._words = words
        self._pages: tuple[Page, ...] = ()
        self._current = 0
        self.pictures: Final = PagePictures(runner, self)
        self.page = PagePicture(words)
        self._strip = QVBoxLayout()
        self._strip.setContentsMargins(look.space.xs, look.space.xs, look.space.s, look.space.xs)
        self._strip.setSpacing(look.space.s)
        self._strip.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.thumbs: list[PageThumb] = []
        inner = QWidget()
        inner.setLayout(self._strip)
        self._list = self._area(inner)
        self._list.setFixedWidth(look.size.indicator_row + look.space.xl + look.space.m)
        self._list.verticalScrollBar().valueChanged.connect(lambda _to: self._draw_thumbs())
        self._view = self._area(self.page)
        self._view.viewport().installEventFilter(self)
        self.waiting = Label(phrase("Setting the pages …"), words, tone="muted")
        row = QHBoxLayout()
        row.setSpacing(look.space.l)
        row.addWidget(self._list)
        row.addWidget(self._view, 1)
        self.body.addWidget(self.waiting)
        self.body.addLayout(row, 1)
        self.setMinimumHeight(look.size.indicator_row * 5)

    @staticmethod
    def _area(inner: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area

    @property
    def current(self) -> int:
        """The page shown large, from 0."""
        return self._current

    def wait(self) -> None:
        """Say that other pages are on their way; the ones shown stay."""
        self.waiting.setVisible(not self._pages)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show pages; the place where one was stays where there is such a page."""
        self._pages = pages
        self.pictures.show_pages(pages)
        self.waiting.hide()
        self.set_title(
            phrase_n("{n} page, as it will be printed", "{n} pages, as they will be printed", len(pages))
        )
        while len(self.thumbs) > len(pages):
            thumb = self.thumbs.pop()
            self._strip.removeWidget(thumb)
            thumb.deleteLater()
        while len(self.thumbs) < len(pages):
            thumb = PageThumb(len(self.thumbs), self._words)
            thumb.clicked.connect(lambda _on=False, number=thumb.number: self.open_page(number))
            thumb.stepped.connect(self.step)
            self._strip.addWidget(thumb)
            self.thumbs.append(thumb)
        for thumb in self.thumbs:
            thumb.clear()
        self.open_page(min(self._current, len(pages) - 1))
        self._draw_thumbs()

    def open_page(self, number: int) -> None:
        """Show a page large."""
        if not 0 <= number < len(self._pages):
            return
        self._current = number
        for thumb in self.thumbs:
            thumb.setChecked(thumb.number == number)
        self._list.ensureWidgetVisible(self.thumbs[number])
        self._view.verticalScrollBar().setValue(0)
        self._draw_page()

    def step(self, by: int) -> None:
        """Go to another page and put the keyboard there."""
        number = self._current + by
        if 0 <= number < len(self._pages):
            self.open_page(number)
            self.thumbs[number].setFocus()

    def _draw_page(self) -> None:
        if not self._pages:
            return
        number = self._current
        self.page.show_page(number, self._pages[number].text)
        width = round(self.page.paper_width(self._view.viewport().width()) * self.devicePixelRatioF())

        def show(image: QImage) -> None:
            if number == self._current:
                self.page.show_image(image)

        self.pictures.ask(number, width, show)

    def _draw_thumbs(self) -> None:
        """Ask for the pictures of the strip that are in sight."""
        if not self.isVisible():
            return
        top = self._list.verticalScrollBar().value()
        bottom = top + self._list.viewport().height()
        for thumb in self.thumbs:
            high = thumb.sizeHint().height() + self._strip.spacing()
            place = thumb.number * high
            if place + high >= top and place <= bottom and not thumb.has_image:
                width = round(theme.current().size.indicator_row * self.devicePixelRatioF())
                self.pictures.ask(thumb.number, width, thumb.show_image)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what waited for the card to be in front."""
        super().showEvent(event)
        self._draw_thumbs()
        self._draw_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw what came in sight."""
        super().resizeEvent(event)
        self._draw_thumbs()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the large page again when there is more or less room."""
        if event.type() == QEvent.Type.Resize:
            self._draw_page()
        return False
