"""Widths of table columns: what each wants, what it needs, and how they share the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFontMetrics

from retention_desk.desktop import theme
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.widgets.text import say

_MEASURED_ROWS: Final = 60


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """Widths of a column in pixels: wanted; least, below which texts are cut; floor, which it never passes.

    A `stretch` column takes the room that is left.
    """

    wanted: int
    least: int
    floor: int
    stretch: bool = False


def share_out(columns: Sequence[ColumnWidth], room: int) -> list[int]:
    """Return the width of each column in pixels, which fill `room` where they can.

    Too little room is taken first from what columns want beyond their need, then from their need down to
    their floor, each in proportion; too much goes to the stretching ones in equal parts.
    """
    widths = [max(column.wanted, column.least) for column in columns]
    stretching = [n for n, column in enumerate(columns) if column.stretch]
    spare = room - sum(widths)
    if spare >= 0:
        for place, n in enumerate(stretching):
            widths[n] += spare // len(stretching) + (place < spare % len(stretching))
        return widths
    widths, spare = _narrow(widths, [column.least for column in columns], -spare)
    return _narrow(widths, [column.floor for column in columns], spare)[0]


def _narrow(widths: list[int], floors: list[int], missing: int) -> tuple[list[int], int]:
    """Return widths lowered towards `floors` in proportion by `missing`, and what is still missing."""
    slack = [max(width - floor, 0) for width, floor in zip(widths, floors, strict=True)]
    total = sum(slack)
    if not total or missing <= 0:
        return widths, max(missing, 0)
    taken = [min(part, -(-part * missing // total)) for part in slack]
    return [width - part for width, part in zip(widths, taken, strict=True)], max(missing - total, 0)


def column_widths(model: FrameModel, *, expandable: bool) -> list[ColumnWidth]:
    """Return what the columns of a model want and need, judged by its titles and its first rows."""
    look = theme.current()
    header = QFontMetrics(look.font("caption", look.text_styles["body_medium"].weight))
    body = {strong: QFontMetrics(look.font("body_medium" if strong else "body")) for strong in (True, False)}
    rows = model.rows[:_MEASURED_ROWS].tolist()
    last = len(model.specs) - 1
    stretches = any(spec.stretch for spec in model.specs)
    found = []
    for n, spec in enumerate(model.specs):
        padding = (look.space.l if n == 0 else look.space.s) + (look.space.l if n == last else look.space.s)
        if n == 0 and expandable:
            padding += look.size.icon_small + look.space.m
        mark = look.size.band_mark + look.space.l if spec.band_key or spec.kind == "band" else 0
        texts = max((body[spec.strong].horizontalAdvance(model.text(row, n)) for row in rows), default=0)
        title = header.horizontalAdvance(say(spec.title, model.words)) + look.size.icon_caret
        least = max(texts + mark, title) + padding + look.space.xs
        stretch = spec.stretch or (not stretches and n == last)
        named = title + padding
        floor = least
        if spec.kind == "text" and not (spec.strong or spec.numeral):
            least = min(least, max(spec.width, named))
            floor = min(least, max(least // 2, named))
        found.append(ColumnWidth(max(spec.width, named), least, floor, stretch))
    return found
