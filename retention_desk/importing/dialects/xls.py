"""Excel workbooks before 2007, and encrypted ones of any age (they come in the same container)."""

from __future__ import annotations

import re
from typing import Final

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect, FirstLook
from retention_desk.importing.read_foreign import read_binary_workbook

# A compound file, or the first record of a sheet as Excel 2, 3 and 4 write it.
_START: Final = re.compile(
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\x09[\x00\x02\x04]..[\x00-\x06]\x00", re.DOTALL
)


def _is_binary_workbook(look: FirstLook) -> bool:
    return _START.match(look.first) is not None


ENTRY = Dialect(
    key="xls",
    label=phrase("Excel 97–2003 workbook"),
    extensions=(".xls",),
    sniff=_is_binary_workbook,
    read=read_binary_workbook,
)
