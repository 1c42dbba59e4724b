"""Complaints are told by the type of the case."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.complaints import complaint_flags


def test_the_type_decides_in_english_and_chinese():
    kinds = ["Complaint", "question", "投诉", "客訴／退換", None, "formal complaint", "billing"]
    table = pd.DataFrame({"type": pd.Categorical(kinds)})
    assert complaint_flags(table).tolist() == [True, False, True, True, False, True, False]


def test_without_a_type_every_case_counts():
    assert complaint_flags(pd.DataFrame({"customer": [0, 1]})).tolist() == [True, True]


def test_an_empty_table_has_none():
    assert complaint_flags(pd.DataFrame({"type": pd.Categorical([])})).tolist() == []
