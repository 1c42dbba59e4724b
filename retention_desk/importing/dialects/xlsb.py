"""Excel workbooks in binary parts."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_foreign import read_with_calamine

ENTRY = Dialect(
    key="xlsb",
    label=phrase("Excel binary workbook"),
    extensions=(".xlsb",),
    sniff=lambda look: look.has_part("workbook.bin"),
    read=read_with_calamine,
)
