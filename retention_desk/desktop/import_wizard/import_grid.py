"""What the two grids of an import share: cells with lines, a gutter of row numbers, the same columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.sheet_preview import SheetPreview
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import RIGHT, draw_hatch, draw_text
from retention_desk.foundation.wording import Words


def column_widths(preview: SheetPreview, words: Words, room: int) -> list[int]:
    """Return the width of each column in pixels, and in front that of the row numbers.

    The columns fill `room` where they need less.
    """
    look = theme.current()
    body, strong = QFontMetrics(look.font("body")), QFontMetrics(look.font("body", SEMIBOLD))
    pad, least, most = 2 * look.space.s, look.size.control * 2 + look.space.m, look.size.figure_card_min_width
    widths = []
    for place, column in enumerate(preview.columns):
        texts = [row.cells[place] for row in preview.raw_rows if row.kind in ("data", "aside")]
        texts += [row.cells[place] for row in preview.typed_rows]
        caret = look.size.icon_caret + look.space.s
        head = max(
            strong.horizontalAdvance(words(column.label)) + caret, strong.horizontalAdvance(column.header)
        )
        type_word = words(column.type_word) if column.type_word is not None else ""
        kind = QFontMetrics(look.font("caption")).horizontalAdvance(type_word) + 48
        widest = max([body.horizontalAdvance(text) for text in texts] + [head, kind])
        widths.append(min(max(widest + pad, least), most))
    number = body.horizontalAdvance("0" * 7)
    spare = room - number - sum(widths)
    if spare > 0 and widths:
        widths = [width + spare // len(widths) for width in widths]
        widths[-1] += room - number - sum(widths)
    return [number, *widths]


class Grid(QWidget):
    """Cells with one-pixel lines and a gutter of row numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.preview: SheetPreview | None = None
        self.widths: list[int] = [0]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_preview(self, preview: SheetPreview, widths: Sequence[int]) -> None:
        """Show the rows of a sheet in columns of given widths."""
        self.preview, self.widths = preview, list(widths)
        self.setFixedSize(self.sizeHint())
        self.update()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self.words = words
        self.update()

    def height_needed(self) -> int:
        """Return the height of all rows."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Return the size of all rows and columns."""
        return QSize(sum(self.widths), self.height_needed())

    def left(self, column: int) -> int:
        """Return where a column begins; −1 is the gutter."""
        return sum(self.widths[: column + 1])

    def paint_frame(self, painter: QPainter) -> None:
        """Paint ground and gutter."""
        look = theme.current()
        painter.fillRect(self.rect(), look.colour.raised)
        painter.fillRect(0, 0, self.widths[0], self.height(), look.colour.sunken)

    def paint_lines(self, painter: QPainter, tops: Sequence[int], bottom: int) -> None:
        """Paint the lines of the grid, rows beginning at `tops`."""
        look = theme.current()
        line, colour = look.line.border, look.colour.border
        for top in (*tops, bottom - line):
            painter.fillRect(0, top, self.width(), line, colour)
        for column in range(len(self.widths)):
            painter.fillRect(self.left(column) - line, 0, line, bottom, colour)
        painter.fillRect(0, 0, line, bottom, colour)

    def paint_number(self, painter: QPainter, top: int, height: int, text: str) -> None:
        """Paint a row number into the gutter."""
        look = theme.current()
        box = QRectF(0, top, self.widths[0] - look.space.s, height)
        draw_text(painter, box, text, look.font("caption"), look.colour.muted, RIGHT)

    def cell(self, column: int, top: int, height: int) -> QRectF:
        """Return the box of a cell inside its padding."""
        pad = theme.current().space.s
        return QRectF(self.left(column) + pad, top, self.widths[column + 1] - 2 * pad, height)

    def paint_hatch(self, painter: QPainter, top: int, height: int) -> None:
        """Hatch a row right of the gutter: it is left out."""
        box = QRectF(self.widths[0], top, self.width() - self.widths[0], height)
        draw_hatch(painter, box)
