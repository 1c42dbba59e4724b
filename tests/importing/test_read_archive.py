import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.read_export import read_export

from .conftest import ORDERS


def archive(tmp_path: Path, parts: dict[str, bytes], name: str = "exports.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part, data in parts.items():
            made.writestr(part, data)
    return path


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(UserFacingError) as error:
        call()
    return error.value.code


def test_each_member_is_a_file_of_its_own(tmp_path: Path, workbook: Callable[..., Path]) -> None:
    book = workbook({"A": [["customer id", "amount"], ["C1", 5]]}).read_bytes()
    path = archive(
        tmp_path,
        {
            "2024/jan.csv": ORDERS.encode(),
            "book.xlsx": book,
            "__MACOSX/._jan.csv": b"x",
            "photo.png": b"\x89PNG\r\n\x1a\n",
        },
    )
    raws = read_export(path)
    assert [(raw.file, raw.sheet) for raw in raws] == [
        ("exports.zip › 2024 › jan.csv", ""),
        ("exports.zip › book.xlsx", "A"),
    ]
    assert len({raw.file_hash for raw in raws}) == 2
    assert [finding.code for finding in raws[0].findings] == ["files_not_read"]


def test_names_in_the_encoding_of_an_old_system(tmp_path: Path) -> None:
    path = archive(tmp_path, {"xxxx.csv": ORDERS.encode()})
    path.write_bytes(path.read_bytes().replace(b"xxxx.csv", "订单".encode("gbk") + b".csv"))
    assert read_export(path)[0].file == "exports.zip › 订单.csv"


def test_archives_in_archives_are_refused(tmp_path: Path) -> None:
    inner = archive(tmp_path, {"a.csv": ORDERS.encode()}, "inner.zip").read_bytes()
    assert code_of(lambda: read_export(archive(tmp_path, {"inner.zip": inner}))) == "unknown_format"


def test_what_is_empty_too_much_or_damaged(tmp_path: Path) -> None:
    assert (
        code_of(lambda: read_export(archive(tmp_path, {"folder/": b"", ".hidden": b"x"}))) == "unknown_format"
    )
    many = archive(tmp_path, {f"{i}.csv": ORDERS.encode() for i in range(3)})
    assert code_of(lambda: read_export(many, limits=ReadLimits(files=2))) == "too_large"
    data = bytearray(many.read_bytes())
    data[40:60] = bytes(20)
    many.write_bytes(data)
    raws = read_export(many)
    assert len(raws) == 2
    assert raws[0].findings[0].code == "files_not_read"


def test_a_member_with_a_password_asks_for_it(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.csv": ORDERS.encode()})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    path.write_bytes(data)
    assert code_of(lambda: read_export(path)) == "encrypted"
    assert code_of(lambda: read_export(path, password="x")) == "wrong_password"
    assert zipfile.is_zipfile(io.BytesIO(data))
