import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from retention_desk.importing.cell_meanings import IrregularSheetError
from retention_desk.importing.xlsx_book import XlsxBook


def test_sheets_with_their_visibility_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Orders").write_row(0, 0, ["a", "b"])
        old = made.add_worksheet("Old")
        old.write(0, 0, "c")
        old.hide()
    with zipfile.ZipFile(path) as archive:
        book = XlsxBook(archive)
        assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Orders", False), ("Old", True)]
        assert list(book.meanings.texts) == ["a", "b", "c"]
        assert len(b"".join(book.blocks(book.sheets[0]))) == book.unpacked_bytes(book.sheets[0])


def test_a_document_type_is_never_followed(tmp_path: Path) -> None:
    path = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", '<!DOCTYPE x [<!ENTITY a "b">]><Relationships/>')
    with zipfile.ZipFile(path) as archive, pytest.raises(IrregularSheetError):
        XlsxBook(archive)


def test_an_encoding_that_nobody_knows_is_irregular(tmp_path: Path) -> None:
    path = tmp_path / "encoding.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", '<?xml version="1.0" encoding="b"?><Relationships/>')
    with zipfile.ZipFile(path) as archive, pytest.raises(IrregularSheetError, match="encoding"):
        XlsxBook(archive)
