"""Excel workbooks of Office Open XML."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_workbook import read_zipped_workbook

ENTRY = Dialect(
    key="xlsx",
    label=phrase("Excel workbook"),
    extensions=(".xlsx", ".xlsm"),
    sniff=lambda look: look.has_part("workbook.xml"),
    read=read_zipped_workbook,
)
