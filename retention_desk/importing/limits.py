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
        Size of an archive's parts when unpacked.
    unpack_ratio : int
        Unpacked size ÷ packed size of a part larger than 64 MB.
    members : int
        Parts of one archive.
    files : int
        Tables read from one archive of exports.
    mended_bytes : int
        What is left of a workbook that broke off, when unpacked: it is held in memory.
    cells : int
        Cells of one sheet (rows × columns, empty ones included).
    columns : int
        Columns of one sheet.
    reader_seconds : int
        Time that a reader of another library may take.
    reader_bytes : int
        Memory that it may take.
    """

    file_bytes: int = 2_000_000_000
    unpacked_bytes: int = 6_000_000_000
    unpack_ratio: int = 200
    members: int = 100_000
    files: int = 500
    mended_bytes: int = 300_000_000
    cells: int = 120_000_000
    columns: int = 16_384
    reader_seconds: int = 300
    reader_bytes: int = 6_000_000_000


LIMITS = ReadLimits()
