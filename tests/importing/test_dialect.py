from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.progress import SILENT
from retention_desk.importing.dialect import TextOptions, dialects
from retention_desk.importing.limits import LIMITS

from .conftest import ORDERS


def test_each_dialect_knows_and_reads_its_own(
    text_file: Callable[..., Path], workbook: Callable[..., Path]
) -> None:
    files = {"csv": text_file(ORDERS), "xlsx": workbook({"A": [["a"], [1]]})}
    for key, path in files.items():
        first = path.read_bytes()[:1000]
        assert next(name for name, dialect in dialects().items() if dialect.sniff(first)) == key
        assert path.suffix in dialects()[key].extensions
        assert dialects()[key].read(path, TextOptions(), LIMITS, SILENT)[0].cells.size


def test_text_is_asked_last() -> None:
    assert list(dialects())[-1] == "csv"
