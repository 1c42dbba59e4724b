"""Raw tables of text from the clipboard."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing import refusals
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_sheets import sheets_of
from retention_desk.importing.table_layout import raw_tables

_CLIPBOARD_HEAD: Final = re.compile(r"\AVersion:[\d.]+\s.*?(?=<)", re.DOTALL)


def read_pasted(
    text: str, *, name: str = "clipboard", progress: Progress = SILENT, limits: ReadLimits = LIMITS
) -> tuple[RawTable, ...]:
    """Return the raw tables of what was copied: cells of a spreadsheet, CSV, or a page with tables.

    Parameters
    ----------
    text : str
        Tab-separated, delimited in any other way, or HTML.
    name : str
        What the table is called in place of a file name.
    progress : Progress
    limits : ReadLimits

    Raises
    ------
    UserFacingError
        ``empty_file``, ``no_table``, ``unknown_format``, ``too_large``.
    """
    data = _CLIPBOARD_HEAD.sub("", text).encode("utf-8", errors="replace")
    path = Path(name)
    sheets = sheets_of(Source(path, data), ReadOptions(encoding="utf-8"), limits, progress)
    tables = raw_tables(path, sheets, hashlib.sha256(data).hexdigest(), progress.part(0.9, 1.0))
    if not any(table.header_row is not None for table in tables):
        raise refusals.no_table(path) if tables else refusals.empty_file(path)
    return tuple(tables)
