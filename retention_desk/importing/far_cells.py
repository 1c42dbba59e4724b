"""How far a sheet reaches, found without reading its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WIDE: Final = re.compile(rb'r="(?:[A-Z]{3}|[D-Z][A-Z])\d{1,7}"')
_ANY_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_LAST_ROW: Final = re.compile(rb'\br="[A-Z]*(\d{1,7})"')


def largest_reference(blocks: Iterable[bytes]) -> tuple[int, int]:
    """Return the last row and column a sheet refers to, for sheets that this reader does not take.

    Columns up to CZ are not looked at, so that only a sheet with a wide reference is searched in full.
    """
    last_row, last_column, rest = 0, 0, b""
    for block in blocks:
        data = rest + block
        if last_column or _WIDE.search(data):
            for match in _ANY_REFERENCE.finditer(data):
                column = 0
                for letter in match[1]:
                    column = column * 26 + letter - 64
                last_row, last_column = max(last_row, int(match[2])), max(last_column, column)
        else:
            numbers = _LAST_ROW.findall(data[-4096:])
            last_row = max(last_row, *map(int, numbers)) if numbers else last_row
        rest = data[-32:]
    return last_row, last_column
