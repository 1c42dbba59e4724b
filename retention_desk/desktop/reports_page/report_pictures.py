"""Pictures of the report's pages, made off the window's thread when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from retention_desk import pipeline
from retention_desk.desktop.exports.handed_over import Kept, handed_over
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.reports_page.paint_page import page_image
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Language, Words, phrase
from retention_desk.reporting.paper.marks import Page

KEPT: Final = 60
"""Pictures kept; the ones looked at longest ago are forgotten first."""


def sheets_of(
    analysis: Analysis,
    language: Language,
    choice: ReportChoice,
    kept: Kept | None = None,
    key: Path | None = None,
) -> tuple[Page, ...]:
    """Return the pages of the report as it would be written; raises as `handed_over`."""
    made = handed_over(analysis, kept, key)
    return pipeline.report_sheets(made.shown, Words(language), review=made.review, choice=choice)


class PagePictures(QObject):
    """Makes and keeps pictures of pages.

    Parameters
    ----------
    runner : Runner
        Works off the window's thread.
    """

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pages: tuple[Page, ...] = ()
        self._known: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Take other pages; pictures of the earlier ones are forgotten."""
        self._pages = pages
        self._known.clear()
        self._asked.clear()

    def ask(self, number: int, width: int, show: Callable[[QImage], None]) -> None:
        """Have a page shown as a picture `width` device pixels wide; at once where it is known.

        Parameters
        ----------
        number : int
            Of the page, from 0.
        width : int
        show : callable
            Gets the picture on the window's thread, unless the pages have changed.
        """
        key, pages = (number, width), self._pages
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            show(known)
            return
        if key in self._asked:
            return
        self._asked.add(key)

        def work(_progress: Progress) -> QImage:
            return page_image(pages[number], width)

        def done(image: QImage) -> None:
            if pages is self._pages:
                self._asked.discard(key)
                self._keep(key, image)
                show(image)

        def refused(_error: UserFacingError) -> None:
            self._asked.discard(key)

        topic = f"report.page.{number}.{width}"
        self._runner.start("answer", phrase("Drawing the pages"), work, done, refused, topic=topic)

    def _keep(self, key: tuple[int, int], image: QImage) -> None:
        self._known[key] = image
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
