from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.importing.dialect import FirstLook, ReadOptions, Source, dialects
from retention_desk.importing.limits import LIMITS
from retention_desk.importing.read_sheets import first_look

from .conftest import ORDERS


def test_each_dialect_knows_and_reads_its_own(
    text_file: Callable[..., Path], workbook: Callable[..., Path]
) -> None:
    files = {"csv": text_file(ORDERS), "xlsx": workbook({"A": [["a"], [1]]})}
    for key, path in files.items():
        look = first_look(Source(path), LIMITS)
        assert next(name for name, dialect in dialects().items() if dialect.sniff(look)) == key
        assert path.suffix in dialects()[key].extensions
        assert dialects()[key].read(Source(path), ReadOptions(), LIMITS, SILENT)[0].cells.size


def test_what_is_in_memory_is_read_as_if_it_were_a_file() -> None:
    source = Source(Path("pasted.csv"), ORDERS.encode())
    with source.open() as stream:
        assert stream.read() == source.read()
    assert dialects()["csv"].read(source, ReadOptions(), LIMITS, SILENT)[0].cells.shape == (7, 6)


def test_parts_of_an_archive_are_asked_for_by_their_ending() -> None:
    look = FirstLook(b"PK", frozenset({"xl/workbook.bin"}))
    assert look.has_part("workbook.bin")
    assert next(key for key, dialect in dialects().items() if dialect.sniff(look)) == "xlsb"


@pytest.mark.parametrize(
    ("key", "first", "parts"),
    [("html", b"<table><tr>", ()), ("xml", b"<?xml version='1.0'?>", ()), ("zip", b"PK", ("a.csv",)), ("ods", b"PK", ("content.xml",)),
     ("xlsx", b"PK", ("xl/workbook.xml",)), ("xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", ()), ("csv", "客户;1\n".encode("gbk"), ())],
)  # fmt: skip
def test_a_dialect_is_known_by_the_first_look(key: str, first: bytes, parts: tuple[str, ...]) -> None:
    look = FirstLook(first, frozenset(parts))
    assert next(name for name, dialect in dialects().items() if dialect.sniff(look)) == key


def test_text_is_asked_last() -> None:
    assert list(dialects())[-1] == "csv"
