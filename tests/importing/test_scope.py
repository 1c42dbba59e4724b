import datetime as dt
from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.scope import scope

from .conftest import ORDERS, imported


def test_an_analysis_as_of_a_day_sees_nothing_later(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS))
    early = scope(data, DEFAULTS.with_value("general.as_of", dt.date(2024, 1, 31)))
    assert early.events["orders"]["ordered_on"].max() <= dt.datetime(2024, 1, 31)
    assert early.customer_ids.tolist() == ["C-101", "C-102"]
    late = next(finding for finding in early.findings if finding.code == "after_as_of")
    assert (late.rows, late.severity, late.examples[0].row) == (2, "note", 5)
    later = scope(data, DEFAULTS.with_value("general.as_of", dt.date(2025, 1, 1)))
    assert later.as_of == dt.date(2025, 1, 1)
    assert scope(data, DEFAULTS) is data


def test_repeats_and_returns_count_as_set(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS + "2,C-102,2024-01-06,Tea,1,3.50\n"))
    once = scope(data, DEFAULTS.with_value("orders.duplicates", "drop_exact"))
    assert len(once.events["orders"]) == len(data.events["orders"]) - 1
    assert once.fingerprint != data.fingerprint
    ignored = scope(data, DEFAULTS.with_value("orders.returns", "ignore"))
    assert not ignored.events["orders"]["is_return"].any()
    assert [finding.code for finding in ignored.findings] == ["returns_ignored"]
    assert ignored.findings[0].amount == -3.5
