"""Properties, comments and formulas without their value."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from retention_desk.importing.book_around import comments_of, formulas_without_value, properties_of
from retention_desk.importing.dialect import Source

SAVED = dt.datetime(2025, 2, 3, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def source(tmp_path):
    book = openpyxl.Workbook()
    book.active["B6"] = "=1+1"
    book.active["C6"] = 5
    book.active["D7"].comment = Comment("really?", "Bo")
    book.properties.lastModifiedBy = "Ann "
    book.properties.keywords = "list:abc"
    book.save(tmp_path / "a.xlsx")
    return Source(tmp_path / "a.xlsx")


def test_properties(source):
    said = properties_of(source)
    assert (said.last_saved_by, said.keywords) == ("Ann", "list:abc")
    assert abs(dt.datetime.now(dt.UTC) - said.saved_at) < dt.timedelta(minutes=5)


def test_comments(source):
    (comment,) = comments_of(source)
    assert (comment.sheet, comment.row, comment.column, comment.who) == ("Sheet", 7, 4, "Bo")
    assert "really?" in comment.text


def test_formulas_saved_without_their_value(source, tmp_path):
    assert formulas_without_value(source, "Sheet") == {(6, 2)}
    assert formulas_without_value(source, "Other") == frozenset()
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        book.add_worksheet("S").write_formula(5, 1, "=1+1", None, 2)
    assert formulas_without_value(Source(tmp_path / "b.xlsx"), "S") == frozenset()


def test_an_open_document_names_its_last_editor_otherwise(tmp_path):
    meta = (
        '<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta>'
        "<meta:initial-creator>First</meta:initial-creator><dc:creator>Cy</dc:creator>"
        "<dc:date>2025-02-03T09:30:00.123</dc:date></office:meta></office:document-meta>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("meta.xml", meta)
    said = properties_of(Source(tmp_path / "a.ods"))
    assert (said.last_saved_by, said.saved_at) == ("Cy", SAVED)


@pytest.mark.parametrize("data", [b"no archive", b"PK\x03\x04 half of one"])
def test_what_cannot_be_read_says_nothing(tmp_path, data):
    source = Source(tmp_path / "x.xlsx", data)
    assert properties_of(source).saved_at is None
    assert comments_of(source) == ()
    assert formulas_without_value(source, "S") == frozenset()


def test_document_types_are_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x><lastModifiedBy>&a;</lastModifiedBy></x>'
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("docProps/core.xml", bomb)
    assert properties_of(Source(tmp_path / "a.xlsx")).last_saved_by == ""
