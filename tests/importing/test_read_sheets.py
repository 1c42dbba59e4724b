from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT
from retention_desk.importing.dialect import FirstLook, ReadOptions, Source
from retention_desk.importing.limits import LIMITS
from retention_desk.importing.read_sheets import find_dialect, first_look, sheets_of


@pytest.mark.parametrize(
    ("first", "parts", "named"),
    [(b"%PDF-1.7", (), "PDF"), (b"PK\x03\x04", ("word/document.xml",), "Word"), (b"PK\x03\x04", ("index/a.iwa",), "Apple Numbers"),
     (b"\x89PNG\r\n", (), "PNG"), (b"version https://git-lfs.github.com/spec/v1\n", (), "Git LFS pointer"), (bytes(range(32)), (), "binary")],
)  # fmt: skip
def test_what_is_no_table_is_named(first: bytes, parts: tuple[str, ...], named: str) -> None:
    with pytest.raises(UserFacingError, match=named) as error:
        find_dialect(Source(Path("a.xlsx")), FirstLook(first, frozenset(parts)))
    assert error.value.code == "unknown_format"


def test_the_content_decides_not_the_name() -> None:
    source = Source(Path("really.xlsx"), b"a,b\n1,2\n")
    assert find_dialect(source, first_look(source, LIMITS)).key == "csv"
    assert sheets_of(source, ReadOptions(), LIMITS, SILENT)[0].cells.shape == (2, 2)
