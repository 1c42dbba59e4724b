"""The flow of an import: files become a draft, a saved mapping is recognised, edits are worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

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
