"""Editing a mapping: each header means one thing, each meaning belongs to one header."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from retention_desk.desktop.import_wizard.draft import AskedQuestion
from retention_desk.desktop.import_wizard.edit_mapping import (
    with_answer,
    with_date_order,
    with_decimal_sign,
    with_kind,
    with_meaning,
    with_moved_meaning,
)
from retention_desk.desktop.import_wizard.sheet_preview import FEATURE, UNUSED
from retention_desk.foundation.dataset import ColumnMapping, ColumnQuestion, RawTable

HEADERS = ("ID", "Who", "City")


def cells(*rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype("category")


def mapping(kind: str = "customers") -> ColumnMapping:
    return ColumnMapping("a.csv", "", kind, 1, {"customer_id": "ID", "name": "Who"}, ("City",))


def test_a_header_takes_a_meaning_from_another():
    edited = with_meaning(mapping(), "City", "name")
    assert dict(edited.columns) == {"customer_id": "ID", "name": "City"}
    assert edited.features == ("Who",)
    assert edited.confidence["name"] == 1.0


def test_a_header_can_be_a_feature_or_nothing():
    assert with_meaning(mapping(), "Who", FEATURE).features == ("City", "Who")
    edited = with_meaning(mapping(), "City", UNUSED)
    assert edited.features == ()
    assert "City" not in edited.columns.values()


def test_another_kind_keeps_what_it_also_has():
    raw = RawTable(Path("a.csv"), "", cells(["ID", "Who", "City"], ["A1", "Ann", "Rome"]), 1, 1, HEADERS)
    orders = with_kind(mapping(), raw, "orders")
    assert orders.columns["customer_id"] == "ID"
    assert orders.features == ()
    back = with_kind(orders, raw, "customers")
    assert set(back.features) | set(back.columns.values()) == set(HEADERS)


def test_a_sheet_that_was_not_recognised_gets_columns_with_its_kind():
    rows = [[f"A{i % 4}", f"2024-01-{i + 1:02}", str(10 + i)] for i in range(20)]
    headers = ("client no", "order date", "amount paid")
    raw = RawTable(Path("a.csv"), "", cells(list(headers), *rows), 1, 1, headers)
    unknown = ColumnMapping("a.csv", "", "other", 1, {}, skip=True)
    orders = with_kind(unknown, raw, "orders")
    assert not orders.skip
    assert orders.columns["ordered_on"] == "order date"
    assert orders.columns["amount"] == "amount paid"


def test_two_columns_change_places():
    moved = with_moved_meaning(mapping(), "ID", "Who")
    assert dict(moved.columns) == {"customer_id": "Who", "name": "ID"}
    onto_free = with_moved_meaning(mapping(), "Who", "City")
    assert dict(onto_free.columns) == {"customer_id": "ID", "name": "City"}
    assert with_moved_meaning(mapping(), "City", "ID") == mapping()


def test_how_a_column_is_written_is_chosen_and_left_to_it_again():
    chosen = with_decimal_sign(with_date_order(mapping(), "Since", True), "Paid", ",")
    assert (dict(chosen.day_first_of), dict(chosen.decimal_of)) == ({"Since": True}, {"Paid": ","})
    back = with_decimal_sign(with_date_order(chosen, "Since", None), "Paid", None)
    assert (dict(back.day_first_of), dict(back.decimal_of)) == ({}, {})


def test_an_answer_holds_in_every_table_with_the_column():
    question = ColumnQuestion("day_first", "Since", "05/01/2011", ((True, 1), (False, 2)), True)
    one = replace(mapping(), questions=(question,))
    asked = AskedQuestion(question, (0, 2))
    answered = with_answer((one, mapping(), one), asked, False)
    assert [dict(each.day_first_of) for each in answered] == [{"Since": False}, {}, {"Since": False}]
    assert asked.answer_in(answered) is False
    assert asked.answer_in((one, mapping(), one)) is None
