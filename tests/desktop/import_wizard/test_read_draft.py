"""Files read into a draft: passwords, files without a header, another encoding, what was copied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.draft import Draft, ReadAs
from retention_desk.desktop.import_wizard.edit_mapping import with_meaning
from retention_desk.desktop.import_wizard.read_draft import (
    LockedFileError,
    ReadingWish,
    copied_table,
    read_files,
    reread,
)
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS

ROWS = "".join(f"K{i % 4},2024-01-{i + 1:02},{i}.5\n" for i in range(20))


@pytest.fixture
def locked(tmp_path):
    msoffcrypto = pytest.importorskip("msoffcrypto")
    openpyxl = pytest.importorskip("openpyxl")
    from msoffcrypto.format.ooxml import OOXMLFile

    assert msoffcrypto
    book = openpyxl.Workbook()
    book.active.append(["customer id", "order date", "amount"])
    for i in range(12):
        book.active.append([f"K{i % 4}", f"2024-01-{i + 1:02}", i])
    plain, path = tmp_path / "plain.xlsx", tmp_path / "locked.xlsx"
    book.save(plain)
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("kiwi", target)
    return path


def test_a_locked_file_is_told_by_its_path_and_opens_with_its_password(locked):
    with pytest.raises(LockedFileError) as first:
        read_files([locked], ReadingWish(), SILENT)
    assert (first.value.path, first.value.again) == (locked, False)
    with pytest.raises(LockedFileError) as second:
        read_files([locked], ReadingWish({locked: "pear"}), SILENT)
    assert second.value.again
    (table,) = read_files([locked], ReadingWish({locked: "kiwi"}), SILENT)
    assert table.headers == ("customer id", "order date", "amount")


def test_a_password_is_not_shown_where_a_wish_is(locked):
    assert "kiwi" not in repr(ReadingWish({locked: "kiwi"}))


def test_a_file_without_a_header_is_refused_unless_a_person_will_name_the_row(tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("1\n2\n", encoding="utf-8")
    with pytest.raises(UserFacingError) as refused:
        read_files([path], ReadingWish(), SILENT)
    assert refused.value.code == "no_table"
    (table,) = read_files([path], ReadingWish(must_have_table=False), SILENT)
    assert table.header_row is None


def test_another_delimiter_reads_again_and_keeps_the_mapping_where_the_headers_are_the_same(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"customer id,order date,amount\n{ROWS}", encoding="utf-8")
    draft = Draft((path,), pipeline.inspect_files([path]), DEFAULTS)
    edited = with_meaning(draft.mappings[0], "amount", "quantity")
    draft = replace(draft, inspected=replace(draft.inspected, mappings=(edited,)))
    again = reread(draft, path, ReadAs(encoding="cp1252"), SILENT)
    assert again.raws[0].encoding == "cp1252"
    assert again.mappings == (edited,)
    apart = reread(draft, path, ReadAs(delimiter=";"), SILENT)
    assert len(apart.raws[0].headers) == 1
    assert apart.read_as[path] == ReadAs(delimiter=";")


def test_of_what_was_copied_cells_come_before_a_page():
    page = "<html><table><tr><td>a</td></tr></table></html>"
    assert copied_table("a\tb\n1\t2\n", page) == "a\tb\n1\t2\n"
    assert copied_table("a b\n1 2\n", page) == page
    assert copied_table("a,b\n1,2\n", "<p>a,b</p>") == "a,b\n1,2\n"
