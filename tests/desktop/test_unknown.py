"""What counts as an unknown cell."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from retention_desk.desktop.unknown import is_unknown


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT])
def test_missing_values_are_unknown(value):
    assert is_unknown(value)


@pytest.mark.parametrize("value", [0, "", False, 0.0, dt.date(2024, 1, 1)])
def test_zero_and_empty_are_known(value):
    assert not is_unknown(value)
