"""Complaints are told by the type of the case."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.complaints import complaint_flags, register_flags


def test_the_type_decides_in_english_and_chinese():
    kinds = ["Complaint", "question", "投诉", "客訴／退換", None, "formal complaint", "billing"]
    table = pd.DataFrame({"type": pd.Categorical(kinds)})
    assert complaint_flags(table).tolist() == [True, False, True, True, False, True, False]


def test_without_a_type_every_case_counts():
    assert complaint_flags(pd.DataFrame({"customer": [0, 1]})).tolist() == [True, True]


def test_an_empty_table_has_none():
    assert complaint_flags(pd.DataFrame({"type": pd.Categorical([])})).tolist() == []


def test_a_register_of_complaints_holds_complaints_whatever_their_type():
    table = pd.DataFrame({"type": ["quality", "delay", None]})
    assert register_flags(table, "投诉登记 2026.xlsx").all()
    assert not register_flags(table, "cases.xlsx").any()
    mixed = pd.DataFrame({"type": ["complaint", "question"]})
    assert register_flags(mixed, "Complaints").tolist() == [True, False]


def test_a_column_that_says_so_decides():
    table = pd.DataFrame({"type": ["question", "complaint"], "is_complaint": [True, False]})
    assert complaint_flags(table).tolist() == [True, False]
