"""How much a file may hold before it is refused, so that no file can fill the memory or hang the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds of what is read from one file.

    Parameters
    ----------
    file_bytes : int
        Size of the file itself.
    unpacked_bytes : int
        Size of a workbook's parts when unpacked.
    unpack_ratio : int
        Unpacked size ÷ packed size of a part larger than 64 MB.
    cells : int
        Cells of one sheet (rows × columns, empty ones included).
    columns : int
        Columns of one sheet.
    """

    file_bytes: int = 2_000_000_000
    unpacked_bytes: int = 6_000_000_000
    unpack_ratio: int = 200
    cells: int = 120_000_000
    columns: int = 16_384


LIMITS = ReadLimits()
