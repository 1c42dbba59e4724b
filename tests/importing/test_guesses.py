from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words
from retention_desk.importing.guesses import guesses_in
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export

from .conftest import ORDERS, imported


def test_an_unsure_column_is_said_with_its_reason_and_the_way_to_settle_it(
    text_file: Callable[..., Path],
) -> None:
    rows = "".join(f"K-{1000 + i % 30},2024-01-{1 + i % 28:02},{5 + i}\n" for i in range(90))
    data = imported(text_file("wer,order date,amount\n" + rows))
    guess = next(finding for finding in data.findings if finding.code == "guessed_column")
    assert (guess.column, guess.severity) == ("wer", "look")
    assert "look like customer numbers" in Words("en")(guess.text)
    assert guess.mapping_key == "columns.customer_id"
    assert "mapping" not in Words("en")(guess.done)
    assert guess.rows == guess.rows_listed == 90


def test_an_unsure_kind_is_said(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file(ORDERS))[0]
    mapping = propose_mapping([raw])[0]
    assert guesses_in(raw, mapping) == []
    assert [f.code for f in guesses_in(raw, replace(mapping, kind_confidence=0.4))] == ["guessed_kind"]


def test_a_summary_of_histories_is_no_list_of_orders(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"{i},{i % 4},{i % 4 * 3.5},{38.86}\n" for i in range(40))
    data = imported(text_file("ID,frequency,recency,T\n" + rows, "customers_summary.csv"))
    assert "summary_of_histories" in [finding.code for finding in data.findings]
    assert data.kinds == {"customers"}
    with pytest.raises(UserFacingError) as error:
        imported(text_file("frequency,recency,periods\n" + "".join(f"{i},{i},6\n" for i in range(20))))
    assert error.value.code == "no_usable_table"
