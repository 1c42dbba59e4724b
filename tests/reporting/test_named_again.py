"""An anonymised workbook that came back."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import AddedRow, CellNotRead, ReturnedSheet, ReturnedWorkbook
from retention_desk.foundation.pseudonyms import Pseudonyms
from retention_desk.reporting.named_again import named_again

KEY = Pseudonyms(b"k" * 32)


def workbook():
    rows = pd.DataFrame(
        {"customer_id": [KEY.of("007"), "strange"], "owner": [KEY.of("Tom", "P"), "Bo"]}, dtype=object
    )
    return ReturnedWorkbook(
        "L", "a.xlsx", "h", "Ann", "properties", None, None, "en", rows, (ReturnedSheet("S", rows),),
        (AddedRow(KEY.of("9"), {"note": "x"}, "S", 7),), (CellNotRead(KEY.of("007"), "status", "hm", "S", 6),),
        anonymised=KEY.mark,
    )  # fmt: skip


def test_customers_and_owners_get_their_names_back():
    named = named_again(workbook(), KEY, ["007", "9"], ["Tom"])
    for rows in (named.sent, named.sheets[0].rows):
        assert rows["customer_id"].tolist() == ["007", "strange"]
        assert rows["owner"].tolist() == ["Tom", "Bo"]
    assert (named.added[0].customer_id, named.not_read[0].customer_id) == ("9", "007")


@pytest.mark.parametrize("key", [None, Pseudonyms(b"x" * 32)])
def test_without_its_key_it_is_refused(key):
    with pytest.raises(UserFacingError) as caught:
        named_again(workbook(), key, [], [])
    assert caught.value.code == "needs_key"


def test_other_workbooks_stay_as_they_are():
    plain = replace(workbook(), anonymised="")
    assert named_again(plain, None, [], []) is plain
