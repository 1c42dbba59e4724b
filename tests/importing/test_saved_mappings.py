"""Mappings saved by name: found again by the headers, and files for `--mapping` as they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.apply_mapping import apply_mapping
from retention_desk.importing.mapping_file import read_mapping_file
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.saved_mappings import (
    LONGEST_NAME,
    MappingStore,
    recognised,
    with_saved_mapping,
)

ROWS = [f"K{i % 4},2024-0{1 + i % 6}-11,{10 + i}.5,x{i},7" for i in range(24)]
HEADERS = "k1,wann,wieviel,notiz,rest"
ODD = "\n".join([HEADERS, *ROWS]) + "\n"
# The next month: other columns first, a title above, another name, and letters in another case.
TURNED = "\n".join(
    ["Export of May,,,,", "WIEVIEL, Notiz,rest,k1,wann"]
    + [",".join((row.split(",") * 2)[2:7]) for row in ROWS]
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> MappingStore:
    return MappingStore(tmp_path / "config" / "mappings")


def taught(raws: tuple[RawTable, ...]) -> tuple[ColumnMapping, ...]:
    """What a person made of the odd file: orders, with the note left out."""
    columns = {"customer_id": "k1", "ordered_on": "wann", "amount": "wieviel"}
    proposal = propose_mapping(raws)[0]
    return (replace(proposal, kind="orders", columns=columns, features=(), reasons={}, confidence={}),)


def test_what_was_saved_is_recognised_in_the_next_file(
    text_file: Callable[..., Path], store: MappingStore
) -> None:
    raws = read_export(text_file(ODD))
    saved = store.save("Odd export", raws, taught(raws))
    (turned,) = read_export(text_file(TURNED, "may.csv"))
    assert recognised(store.listed(), (turned,)) == saved
    tables, mappings = with_saved_mapping(saved, (turned,), propose_mapping((turned,)), known_only=True)
    assert mappings[0].kind == "orders"
    assert tables[0].header_row == 2
    assert set(mappings[0].columns) == {"customer_id", "ordered_on", "amount"}


def test_what_was_answered_about_a_column_holds_however_its_header_is_spelt(
    text_file: Callable[..., Path], store: MappingStore
) -> None:
    rows = "\n".join(f"K{i % 3};0{1 + i % 9}/0{1 + i % 7}/2024;{i}" for i in range(20))
    raws = read_export(text_file(f"customer id;order date;amount\n{rows}\n"))
    answered = replace(propose_mapping(raws)[0], day_first=None, day_first_of={"order date": True})
    saved = store.save("Answered", raws, (answered,))
    again = read_export(text_file(f"customer id;Order Date;amount\n{rows}\n", "later.csv"))
    _tables, mappings = with_saved_mapping(saved, again, propose_mapping(again), known_only=True)
    assert dict(mappings[0].day_first_of)["Order Date"] is True


def test_other_headers_are_not_recognised(text_file: Callable[..., Path], store: MappingStore) -> None:
    raws = read_export(text_file(ODD))
    saved = store.save("Odd export", raws, taught(raws))
    wider = read_export(text_file(ODD.replace("rest", "rest,more").replace(",7", ",7,8"), "wider.csv"))
    assert recognised(store.listed(), wider) is None
    assert saved.can_serve(wider)
    _tables, mappings = with_saved_mapping(saved, wider, propose_mapping(wider), known_only=False)
    assert mappings[0].columns["amount"] == "wieviel"
    other = read_export(text_file(ODD.replace("wieviel", "combien"), "other.csv"))
    assert not saved.can_serve(other)
    with pytest.raises(UserFacingError) as caught:
        with_saved_mapping(saved, other, propose_mapping(other), known_only=False)
    assert caught.value.code == "unknown_header"


def test_the_saved_file_is_one_for_the_command_line(
    text_file: Callable[..., Path], store: MappingStore
) -> None:
    raws = read_export(text_file(ODD))
    saved = store.save("Odd export", raws, taught(raws))
    again = apply_mapping(read_mapping_file(saved.path), raws, propose_mapping(raws))
    assert dict(again[0].columns) == dict(taught(raws)[0].columns)


def test_what_a_person_left_out_stays_out(text_file: Callable[..., Path], store: MappingStore) -> None:
    rows = "\n".join(f"A{i},name {i},x{i % 3},{i}" for i in range(12))
    raws = read_export(text_file(f"customer id,name,region,score\n{rows}\n"))
    proposal = propose_mapping(raws)[0]
    assert {"name", "region"} <= set(proposal.columns)
    edited = replace(proposal, columns={"customer_id": "customer id"}, features=("region",))
    saved = store.save("Few", raws, (edited,))
    _tables, mappings = with_saved_mapping(saved, raws, (proposal,), known_only=True)
    assert dict(mappings[0].columns) == {"customer_id": "customer id"}
    assert mappings[0].features == ("region",)


def test_several_sheets_and_one_of_them_left_out(workbook: Callable[..., Path], store: MappingStore) -> None:
    orders = [["customer id", "date", "amount"], *([f"C{i % 3}", f"2024-01-{i:02}", i] for i in range(1, 15))]
    people = [["customer id", "name"], *([f"C{i}", f"N{i}"] for i in range(3))]
    raws = read_export(workbook({"Orders": orders, "People": people}))
    proposals = propose_mapping(raws)
    saved = store.save("Two", raws, (proposals[0], replace(proposals[1], skip=True)))
    _tables, mappings = with_saved_mapping(saved, raws, proposals, known_only=True)
    assert [mapping.skip for mapping in mappings] == [False, True]
    # One of the two alone is enough, here and on the command line.
    assert recognised(store.listed(), raws[:1]) == saved
    assert apply_mapping(saved.mapping, raws[:1], proposals[:1])[0].kind == "orders"


def test_the_mapping_of_most_tables_wins_then_the_latest(
    text_file: Callable[..., Path], store: MappingStore
) -> None:
    raws = read_export(text_file(ODD))
    first = store.save("First", raws, taught(raws))
    second = store.save("Second", raws, taught(raws))
    os.utime(first.path, (1, 1))
    assert recognised(store.listed(), raws) == store.named("second")
    os.utime(second.path, (0, 0))
    assert recognised(store.listed(), raws) == store.named("FIRST")


def test_saving_again_replaces_and_a_name_may_hold_any_sign(
    text_file: Callable[..., Path], store: MappingStore
) -> None:
    raws = read_export(text_file(ODD))
    for name in ("天猫: a/b?", "con", "..", "天猫: a_b?"):
        assert store.save(name, raws, taught(raws)).name == name
    store.save("天猫: A/b?", raws, taught(raws))
    assert sorted(item.name for item in store.listed()) == ["..", "con", "天猫: A/b?", "天猫: a_b?"]
    assert {path.parent for path in store.folder.parent.rglob("*.toml")} == {store.folder}


def test_renaming_deleting_and_bringing_back(text_file: Callable[..., Path], store: MappingStore) -> None:
    raws = read_export(text_file(ODD))
    saved = store.save("One", raws, taught(raws))
    store.save("Two", raws, taught(raws))
    with pytest.raises(UserFacingError) as caught:
        store.rename(saved, "two")
    assert caught.value.code == "bad_mapping_name"
    renamed = store.rename(saved, "Three")
    assert [item.name for item in store.listed()] == ["Three", "Two"]
    assert renamed.mapping.tables == saved.mapping.tables
    text = store.delete(renamed)
    assert [item.name for item in store.listed()] == ["Two"]
    assert store.put_back(renamed, text).name == "Three"


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_is_refused(name: str, store: MappingStore) -> None:
    with pytest.raises(UserFacingError) as caught:
        store.save(name, (), ())
    assert caught.value.code == "bad_mapping_name"


def test_a_damaged_file_is_passed_over(store: MappingStore) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "bad.toml").write_text("name = ", encoding="utf-8")
    (store.folder / "by hand.toml").write_text('[columns]\ncustomer_id = "k1"\n', encoding="utf-8")
    assert [item.name for item in store.listed()] == ["by hand"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, text_file: Callable[..., Path]) -> None:
    (tmp_path / "config").write_text("a file", encoding="utf-8")
    with pytest.raises(UserFacingError) as caught:
        MappingStore(tmp_path / "config").save("One", (), ())
    assert caught.value.code == "not_writable"
