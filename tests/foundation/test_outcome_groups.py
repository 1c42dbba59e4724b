"""Outcomes by group: the customers of each, those held out and those gone left aside."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.outcome_groups import outcome_groups
from retention_desk.foundation.outcome_results import OutcomeLine, Outcomes, RowOutcomes
from retention_desk.foundation.wording import phrase


def line(key):
    return OutcomeLine(key, phrase(key), 2, 1, 2, 1, 0, 0.5, 0.1, 0.9, 0.5, True)


def history(**columns):
    n = len(columns["play"])
    rows = pd.DataFrame({name: pd.Series(index=range(n), dtype="object") for name in HISTORY_COLUMNS})
    return ActionHistory(rows.assign(**columns))


def rows_of(customers):
    n = len(customers)
    return RowOutcomes(
        "orders", phrase("kept"), 90, np.zeros(n, dtype=np.int8), np.full(n, math.nan),
        np.array(customers, dtype=np.int64), np.ones(n, dtype=bool),
    )  # fmt: skip


def outcomes(by, *keys):
    return Outcomes(by, phrase(by), tuple(line(key) for key in keys), line("all"), 20.0)


HISTORY = history(
    play=["a", "a", "b", "a", "a"],
    arm=["contact", "contact", "contact", "holdout", "contact"],
    tier=np.array([0, 1, 1, 0, -1], dtype=np.int8),
)
ROWS = rows_of([4, 2, 7, 9, -1])


def test_each_group_has_its_customers_without_the_holdout():
    found = outcome_groups(outcomes("play", "a", "b"), ROWS, HISTORY)
    assert {key: ids.tolist() for key, ids in found.customers.items()} == {"a": [2, 4], "b": [7]}


def test_tiers_go_by_their_keys():
    found = outcome_groups(outcomes("tier", "high", "potential"), ROWS, HISTORY)
    assert {key: ids.tolist() for key, ids in found.customers.items()} == {"high": [4], "potential": [2, 7]}


def test_what_the_history_does_not_name_has_no_customers():
    assert not outcome_groups(outcomes("stage", "new"), ROWS, HISTORY).customers
