import io
import struct
import zipfile
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.archive_parts import archive_parts
from retention_desk.importing.limits import LIMITS, ReadLimits

PATH = Path("a.xlsx")


def archive(*parts: tuple[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts:
            made.writestr(name, data)
    stream.seek(0)
    return stream


def code_of(stream: io.BytesIO, limits: ReadLimits = LIMITS) -> str:
    with pytest.raises(UserFacingError) as error:
        archive_parts(PATH, stream, limits)
    return error.value.code


def test_names_are_in_lower_case_with_slashes() -> None:
    assert archive_parts(PATH, archive(("XL\\Workbook.xml", b"x")), LIMITS) == {"xl/workbook.xml"}


def test_what_grows_too_much_is_refused() -> None:
    bomb = archive(("sheet1.xml", b"0" * 70_000_000))
    assert code_of(bomb) == "too_large"
    assert code_of(archive(("a", b"x" * 2000)), ReadLimits(unpacked_bytes=1000)) == "too_large"
    assert code_of(archive(*((str(i), b"") for i in range(9))), ReadLimits(members=8)) == "too_large"


def test_a_huge_directory_is_not_even_read() -> None:
    data = bytearray(archive(("a", b"x")).getvalue())
    struct.pack_into("<L", data, len(data) - 10, 2**31)
    assert code_of(io.BytesIO(bytes(data) * 1), ReadLimits(members=0)) == "too_large"


def test_what_is_cut_off_is_damaged() -> None:
    assert code_of(io.BytesIO(archive(("a", b"x")).getvalue()[:-5])) == "damaged"
    assert code_of(io.BytesIO(b"PK\x03\x04")) == "damaged"
