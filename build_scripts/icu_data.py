"""Replace the data of ICU, which Qt links on Linux and this program never asks, by ICU's own empty stand-in.

Qt carries 32 MB of ICU data for sorting and converting text by locale. Numbers and dates are set by
`retention_desk.foundation.wording`, tables sort by value, and files are decoded by Python, so an empty
package of data, as ICU's ``stubdata`` library holds, is enough. It is made by the assembler and linker
of binutils, which PyInstaller needs anyway.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# The header of a package of ICU data with no entry: see stubdata.cpp of ICU.
ASSEMBLY = """
    .section .rodata
    .balign 16
    .globl {symbol}
    .type {symbol}, %object
{symbol}:
    .short 32
    .byte 0xda, 0x27
    .short 20, 0
    .byte {big_endian}, 0, 2, 0
    .ascii "ToCP"
    .byte 1, 0, 0, 0
    .zero 12
    .long 0, 0
    .zero 16
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", %progbits
"""


def replace_icu_data(folder: Path) -> int:
    """Replace every ``libicudata.so`` below `folder`; return how many bytes that saves."""
    saved = 0
    for library in folder.rglob("libicudata.so.*"):
        if not library.is_symlink():
            before = library.stat().st_size
            write_empty_data(library)
            saved += before - library.stat().st_size
    return saved


def write_empty_data(library: Path) -> None:
    """Write a shared library in place of `library` that holds no data under the name ICU looks for."""
    version = re.fullmatch(r"libicudata\.so\.(\d+)", library.name)
    if version is None:
        raise ValueError(f"no library of ICU data: {library.name}")
    text = ASSEMBLY.format(symbol=f"icudt{version[1]}_dat", big_endian=int(sys.byteorder == "big"))
    with tempfile.TemporaryDirectory() as folder:
        object_file = Path(folder) / "data.o"
        subprocess.run(["as", "-o", str(object_file), "-"], input=text.encode(), check=True)
        made = Path(folder) / library.name
        command = ["ld", "-shared", "-soname", library.name, "-o", str(made), str(object_file)]
        subprocess.run(command, check=True)
        library.unlink()
        library.write_bytes(made.read_bytes())
        library.chmod(0o755)
