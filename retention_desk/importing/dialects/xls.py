"""Excel workbooks before 2007."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_workbook import read_binary_workbook

ENTRY = Dialect(
    key="xls",
    label=phrase("Excel 97–2003 workbook"),
    extensions=(".xls",),
    sniff=lambda first: first.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    read=read_binary_workbook,
)
