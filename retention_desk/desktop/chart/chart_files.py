"""What a chart is saved as: a picture, a drawing, or its numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import Words
from retention_desk.reporting.hostile_text import escaped


def data_csv(specs: Sequence[ColumnSpec], values: Mapping[str, Any], words: Words) -> str:
    """Return the numbers of a chart as CSV: headers in the language, numbers in full, the unknown empty."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([escaped(say(spec.title, words)) for spec in specs])
    columns = [[_cell(value) for value in np.asarray(values[spec.key]).tolist()] for spec in specs]
    writer.writerows(zip(*columns, strict=True))
    return stream.getvalue()


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return escaped(str(value))


def save_data(path: Path, specs: Sequence[ColumnSpec], values: Mapping[str, Any], words: Words) -> None:
    """Write the numbers of a chart as CSV that spreadsheets open in UTF-8.

    Raises
    ------
    UserFacingError
        ``not_writable``.
    """
    with saved_whole(path) as fresh:
        fresh.write_text(data_csv(specs, values, words), encoding="utf-8-sig", newline="")


def save_picture(path: Path, picture: QImage) -> None:
    """Write a picture in the format of its ending; raises likewise."""
    with saved_whole(path) as fresh:
        picture.save(str(fresh))


def save_drawing(path: Path, drawing: QByteArray) -> None:
    """Write a drawing as SVG; raises likewise."""
    with saved_whole(path) as fresh:
        fresh.write_bytes(bytes(drawing.data()))
