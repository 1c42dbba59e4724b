"""OpenDocument spreadsheets, as LibreOffice and WPS write them."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_foreign import read_with_calamine

ENTRY = Dialect(
    key="ods",
    label=phrase("OpenDocument spreadsheet"),
    extensions=(".ods",),
    sniff=lambda look: "content.xml" in look.parts,
    read=read_with_calamine,
)
