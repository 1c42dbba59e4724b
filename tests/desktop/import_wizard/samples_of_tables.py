"""Raw tables and drafts made by hand for the parts of the import page."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.pipeline import InspectedFiles


def raw(file: str = "orders.xlsx", sheet: str = "Orders", rows: int = 20, **more: object) -> RawTable:
    """Return a table with a title above its header in row 2."""
    cells = [["Report", None, None], ["ID", "Day", "Paid"]]
    cells += [[f"A{i}", f"2024-01-{1 + i % 28:02}", f"{i}.50"] for i in range(rows)]
    return RawTable(Path(file), sheet, pd.DataFrame(cells), 1, 2, ("ID", "Day", "Paid"), **more)  # type: ignore[arg-type]


def mapping(table: RawTable, **more: object) -> ColumnMapping:
    """Return what the columns of `raw` are."""
    columns = {"customer_id": "ID", "ordered_on": "Day", "amount": "Paid"}
    sure = {"customer_id": 0.95, "ordered_on": 0.8, "amount": 0.5}
    values = {"kind": "orders", "kind_confidence": 0.9, "columns": columns, "confidence": sure, **more}
    return ColumnMapping(table.file, table.sheet, header_row=2, **values)  # type: ignore[arg-type]


def draft(*tables: tuple[RawTable, ColumnMapping], **more: object) -> Draft:
    """Return a draft of tables with their mappings."""
    raws, mappings = zip(*tables, strict=True)
    paths = tuple(dict.fromkeys(table.path for table in raws))
    return Draft(paths, InspectedFiles(raws, mappings), DEFAULTS, **more)  # type: ignore[arg-type]
