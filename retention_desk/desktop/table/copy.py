"""Copies of table rows: tab-separated text and HTML, with headers."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData

from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.widgets.text import say


def copied_rows(model: FrameModel, sources: NDArray[np.intp], columns: Sequence[int]) -> QMimeData:
    """Return source rows, as they are set, in the given columns; tabs and line ends within become spaces."""
    titles = [say(model.specs[column].title, model.words) for column in columns]
    rows = [[model.text(source, column) for column in columns] for source in sources.tolist()]
    return copied_lines([titles, *rows])


def copied_lines(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Return lines of cells, the heads first, as tab-separated text and as HTML."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_one_line(cell) for cell in line) for line in lines))
    head = "".join(f"<th>{html.escape(title)}</th>" for title in (lines[0] if lines else ()))
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in lines[1:]
    )
    data.setHtml(f"<table><tr>{head}</tr>{body}</table>")
    return data


def _one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\r", " ").replace("\n", " ")
