"""Whole workbooks of any format, encrypted ones too."""

from __future__ import annotations

import hashlib
import io

import openpyxl
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.read_book import read_book


@pytest.fixture
def path(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    book.active["B3"] = "00123"
    book.active["C3"] = 4
    hidden = book.create_sheet("_rd")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "list"
    book.properties.lastModifiedBy = "Ann"
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def test_all_sheets_with_who_saved_them(path):
    book = read_book(path)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Actions", False), ("_rd", True)]
    assert book.sheets[0].row(3) == {2: "00123", 3: 4.0}
    assert (book.file, book.last_saved_by) == ("list.xlsx", "Ann")
    assert book.file_hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert book.saved_at is not None


def test_an_encrypted_workbook_asks_until_it_opens(path, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    secret = tmp_path / "secret.xlsx"
    plain = OOXMLFile(io.BytesIO(path.read_bytes()))
    with secret.open("wb") as stream:
        plain.encrypt("open sesame", stream)
    asked = []

    def ask(which, again):
        asked.append((which.name, again))
        return ["wrong", "open sesame"][len(asked) - 1]

    book = read_book(secret, ask)
    assert asked == [("secret.xlsx", False), ("secret.xlsx", True)]
    assert (book.last_saved_by, book.sheets[0].name) == ("Ann", "Actions")
    assert book.file_hash == hashlib.sha256(secret.read_bytes()).hexdigest()
    for answer, code in (
        (None, "encrypted"),
        (lambda _path, again: None if again else "no", "wrong_password"),
    ):
        with pytest.raises(UserFacingError) as caught:
            read_book(secret, answer)
        assert caught.value.code == code


def test_text_and_what_cannot_be_read(path, tmp_path):
    text = tmp_path / "list.csv"
    text.write_text("customer,status,note\n7,Done,x\n", encoding="utf-8")
    (sheet,) = read_book(text).sheets
    assert sheet.row(2) == {1: "7", 2: "Done", 3: "x"}
    half = tmp_path / "half.xlsx"
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for name, code in (("half.xlsx", "damaged"), ("none.xlsx", "not_found"), ("", "unknown_format")):
        with pytest.raises(UserFacingError) as caught:
            read_book(tmp_path / name)
        assert caught.value.code == code
