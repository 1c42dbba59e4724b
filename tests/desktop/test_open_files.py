"""The flow of an import: files become a draft, a saved mapping is recognised, edits are worked out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from retention_desk.desktop.import_wizard.draft import ReadAs
from retention_desk.desktop.import_wizard.read_draft import read_files
from retention_desk.foundation.wording import phrase

ROWS = "".join(f"K{i % 4},2024-0{1 + i % 6}-11,{10 + i}.5,x{i}\n" for i in range(24))
ODD = f"k1,wann,wieviel,notiz\n{ROWS}"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def taught(opened, path: Path):
    """Open the odd file and say what its columns mean."""
    opened.imports.open([path])
    opened.run("file")
    for header, meaning in (("k1", "customer_id"), ("wann", "ordered_on"), ("wieviel", "amount")):
        if meaning == "customer_id":
            opened.imports.set_kind(0, "orders")
            opened.run("file")
        opened.imports.set_meaning(0, header, meaning)
    opened.run("score")
    return opened.imports.draft


def test_a_mapping_saved_by_name_is_taken_for_the_next_file_of_these_headers(opened, odd, tmp_path):
    draft = taught(opened, odd)
    assert (draft.saved, draft.edited) == (None, True)
    assert opened.imports.save_mapping("Odd export") is None
    assert not opened.imports.draft.edited
    later = tmp_path / "later.csv"
    later.write_text("notiz,wieviel,wann,k1\nx,3,2024-07-01,K1\n", encoding="utf-8")
    opened.imports.open([later])
    opened.run("file")
    draft = opened.imports.draft
    assert draft.saved.name == "Odd export"
    assert draft.mappings[0].columns["amount"] == "wieviel"
    assert draft.data.n_customers == 1


def test_none_goes_back_to_what_is_proposed_and_a_choice_takes_it_again(opened, odd):
    proposed = dict(taught(opened, odd).mappings[0].columns)
    opened.imports.save_mapping("Odd")
    saved = opened.imports.draft.saved
    opened.imports.use_saved(None)
    opened.run("score")
    assert opened.imports.draft.saved is None
    assert dict(opened.imports.draft.mappings[0].columns) != proposed
    opened.imports.use_saved(saved)
    opened.run("score")
    assert dict(opened.imports.draft.mappings[0].columns) == proposed


def test_a_change_by_hand_is_told_until_it_is_saved(opened, odd):
    taught(opened, odd)
    opened.imports.save_mapping("Odd")
    opened.imports.set_meaning(0, "notiz", "product")
    opened.run("score")
    draft = opened.imports.draft
    assert (draft.saved.name, draft.edited) == ("Odd", True)
    opened.imports.save_mapping("Odd")
    assert len(opened.imports.store.listed()) == 1
    opened.imports.use_saved(opened.imports.store.listed()[0])
    opened.run("score")
    assert opened.imports.draft.mappings[0].columns["product"] == "notiz"


def test_renamed_deleted_and_brought_back(opened, odd):
    taught(opened, odd)
    opened.imports.save_mapping("One")
    assert opened.imports.rename_mapping("  ").code == "bad_mapping_name"
    assert opened.imports.rename_mapping("Two") is None
    back = opened.imports.delete_mapping()
    assert opened.imports.draft.saved is None
    assert opened.imports.draft.mappings[0].columns["amount"] == "wieviel"
    assert opened.imports.store.listed() == ()
    back()
    assert opened.imports.draft.saved.name == "Two"


def test_a_mapping_of_other_headers_is_refused_and_the_draft_stays(opened, odd, tmp_path):
    taught(opened, odd)
    opened.imports.save_mapping("Odd")
    saved = opened.imports.draft.saved
    other = tmp_path / "other.csv"
    other.write_text("customer id,date,amount\nA,2024-01-01,3\nB,2024-01-02,4\n", encoding="utf-8")
    opened.imports.open([other])
    opened.run("file")
    before = opened.imports.draft.mappings
    told = []
    opened.imports.refused.connect(told.append)
    opened.imports.use_saved(saved)
    opened.run("score")
    assert opened.imports.draft.mappings is before
    assert [error.code for error in told] == ["unknown_header"]
    assert opened.window.error_card() is not None


def test_another_header_row_proposes_the_columns_anew_and_none_goes_back(opened, odd):
    opened.imports.open([odd])
    opened.run("file")
    opened.imports.set_header_row(0, 2)
    opened.run("file")
    opened.run("score")
    assert opened.imports.draft.raws[0].headers == ("K0", "2024-01-11", "10.5", "x0")
    assert opened.imports.draft.edited
    opened.imports.use_saved(None)
    opened.run("score")
    assert opened.imports.draft.raws[0].headers == ("k1", "wann", "wieviel", "notiz")
    assert not opened.imports.draft.edited


def test_nothing_on_the_clipboard_is_told(opened):
    opened.imports.paste("  ", "Pasted")
    assert opened.window.error_card() is not None


def test_a_locked_file_asks_until_it_opens_and_changes_nothing_before(opened, odd, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["customer id", "order date", "amount"])
    for i in range(12):
        book.active.append([f"K{i % 4}", f"2024-01-{i + 1:02}", i + 1])
    plain, locked = tmp_path / "plain.xlsx", tmp_path / "locked.xlsx"
    book.save(plain)
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("kiwi", target)
    opened.imports.open([odd])
    opened.run("file")
    before, asked = opened.imports.draft, []
    opened.imports.password_asked.connect(asked.append)
    opened.imports.open([locked])
    opened.run("file")
    asked[-1].answer("pear")
    opened.run("file")
    assert [(request.path, request.again) for request in asked] == [(locked, False), (locked, True)]
    assert opened.imports.draft is before
    asked[-1].answer("kiwi")
    opened.run("file")
    assert opened.imports.draft.data.n_customers == 4


def test_a_page_is_pasted_as_a_table_and_is_no_recent_file(opened):
    rows = "".join(
        f"<tr><td>K{i % 4}</td><td>2024-01-{i + 1:02}</td><td>{i + 1}</td></tr>" for i in range(12)
    )
    page = f"<table><tr><th>customer id</th><th>order date</th><th>amount</th></tr>{rows}</table>"
    opened.imports.paste(page, "Pasted table")
    opened.run("file")
    assert opened.imports.draft.data.n_customers == 4
    taken = []
    opened.imports.files_taken.connect(taken.append)
    opened.imports.accept()
    assert taken == [()]


def test_a_file_without_a_header_is_refused_and_opens_anyway_for_a_person_to_name_it(opened, tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("1\n2\n3\n", encoding="utf-8")
    refused = []
    opened.imports.failed.connect(lambda error: refused.append(error.code))
    opened.imports.open([path])
    opened.run("file")
    assert (refused, opened.imports.draft) == (["no_table"], None)
    opened.imports.open_anyway()
    opened.run("file")
    assert opened.imports.draft.raws[0].header_row is None
    assert opened.imports.draft.error is not None


def test_another_encoding_reads_the_file_again_and_is_undone(opened, tmp_path):
    path = tmp_path / "zh.csv"
    rows = "".join(f"客户{i % 4},2024-01-{i + 1:02},{i + 1}\n" for i in range(20))
    path.write_bytes(f"客户编号,下单日期,金额\n{rows}".encode("gb18030"))
    opened.imports.open([path])
    opened.run("file")
    assert opened.imports.draft.raws[0].encoding == "gb18030"
    opened.imports.read_again(path, ReadAs(encoding="big5"))
    opened.run("file")
    assert opened.imports.draft.raws[0].encoding == "big5"
    assert "客户编号" not in opened.imports.draft.raws[0].headers
    opened.imports.undo()
    opened.run("score")
    assert opened.imports.draft.raws[0].headers == ("客户编号", "下单日期", "金额")


def test_settings_edited_since_survive_reading_again(opened, tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"K{i % 4},2024-01-{i + 1:02},{i + 1}\n" for i in range(20))
    path.write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    opened.imports.accept()
    opened.run("forecast")
    opened.session.set_value("value.margin_share", 0.5, phrase("yes"))
    opened.run("score", "forecast")
    assert opened.imports.draft.settings.value.margin_share == 0.5


def orders(day: str, n: int = 20) -> str:
    lines = (f"K{i % 4},{day.format(d=i + 5, m=4)},{i + 1}\n" for i in range(n))
    return f"customer id,order date,amount\n{''.join(lines)}"


def test_files_of_an_archive_are_tables_of_their_own(opened, tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2024/orders.csv", orders("2024-{m:02}-{d:02}"))
        archive.writestr("2024/客户.csv", "客户编号,邮箱\n" + "".join(f"K{i},k{i}@x.org\n" for i in range(4)))
        archive.writestr("readme.txt", "Exported for you.\n")
    opened.imports.open([path])
    opened.run("file")
    draft = opened.imports.draft
    kinds = {raw.file.split(" › ")[-1]: one.kind for raw, one in zip(draft.raws, draft.mappings, strict=True)}
    assert (kinds["orders.csv"], kinds["客户.csv"]) == ("orders", "customers")
    assert {draft.path_of(raw) for raw in draft.raws} == {path}
    assert draft.data.n_customers == 4
    assert len(draft.data.events["orders"]) == 20
    page = opened.window.page("data")
    page.show_place(1)
    assert page.sheet.preview is not None


def test_reading_again_can_be_cancelled_midway_and_changes_nothing(opened, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(orders("2024-{m:02}-{d:02}"), encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    before = opened.imports.draft

    def read_and_cancel(*arguments):
        tables = read_files(*arguments)
        opened.session.runner.cancel("file")
        return tables

    monkeypatch.setattr("retention_desk.desktop.import_wizard.read_draft.read_files", read_and_cancel)
    opened.imports.read_again(path, ReadAs(delimiter=";"))
    opened.run("file")
    assert opened.imports.draft is before
    assert opened.imports.undo_name is None
    assert opened.window.error_card() is None


def test_files_with_different_orders_of_day_and_month_are_each_read_as_written(opened, tmp_path):
    paths = []
    for name, day in (
        ("eu", "{d:02}/{m:02}/2024"),
        ("us", "{m:02}/{d:02}/2024"),
        ("iso", "2024-{m:02}-{d:02}"),
    ):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(orders(day).replace("K", f"{name}-K"), encoding="utf-8")
    opened.imports.open(paths)
    opened.run("file")
    data = opened.imports.draft.data
    days = data.events["orders"]["ordered_on"]
    assert len(days) == 60
    assert (days.min().isoformat()[:10], days.max().isoformat()[:10]) == ("2024-04-05", "2024-04-24")
    assert not len(data.set_aside)
