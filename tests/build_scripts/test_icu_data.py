"""The stand-in for ICU's data loads and holds an empty package under the right name."""

from __future__ import annotations

import ctypes
import shutil
import sys

import icu_data
import pytest

needs_binutils = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not (shutil.which("as") and shutil.which("ld")),
    reason="made with binutils on Linux",
)


@needs_binutils
def test_the_data_are_replaced_by_an_empty_package(tmp_path):
    library = tmp_path / "Qt" / "lib" / "libicudata.so.73"
    library.parent.mkdir(parents=True)
    library.write_bytes(bytes(1_000_000))
    saved = icu_data.replace_icu_data(tmp_path)
    assert saved == 1_000_000 - library.stat().st_size > 900_000
    header = bytes((ctypes.c_uint8 * 64).in_dll(ctypes.CDLL(str(library)), "icudt73_dat"))
    assert int.from_bytes(header[:2], sys.byteorder) == 32, "size of the header"
    assert header[2:4] == b"\xda\x27"
    assert header[12:16] == b"ToCP"
    assert int.from_bytes(header[32:36], sys.byteorder) == 0, "number of entries"


def test_nothing_to_replace_saves_nothing(tmp_path):
    assert icu_data.replace_icu_data(tmp_path) == 0


def test_another_library_is_refused(tmp_path):
    with pytest.raises(ValueError, match="libicuuc"):
        icu_data.write_empty_data(tmp_path / "libicuuc.so.73")
