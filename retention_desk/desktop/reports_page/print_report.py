"""The report on a printer, as outlines: as sharp as the printer is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from retention_desk.desktop.reports_page.paint_page import paint_page
from retention_desk.reporting.paper.marks import PAGE_WIDTH, Page

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI: Final = 600


def a4_printer() -> QPrinter:
    """Return the printer of the system, set to A4 without margins of its own: the pages have theirs."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(layout)
    return printer


def print_pages(printer: QPrinter, pages: Sequence[Page]) -> None:
    """Print pages, or those of them that the printer's dialog was asked for."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    painter = QPainter(printer)
    scale = printer.pageLayout().fullRectPixels(printer.resolution()).width() / PAGE_WIDTH
    for number, page in enumerate(pages[first - 1 : last]):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        paint_page(painter, page)
        painter.restore()
    painter.end()
