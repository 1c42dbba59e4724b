"""Checks of earlier forecasts and stay curves, made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from retention_desk.foundation.results import Analysis, StayCurve, ValueCheck, ValueRange
from tests.desktop.factory import make_analysis, with_currency

TENTHS = np.stack([np.arange(10) / 10, np.arange(10) / 5, np.arange(10) * 20.0, np.arange(10) * 25.0], axis=1)


def check(month: int, predicted: float, actual: float, last: float, **changes: Any) -> ValueCheck:
    """Return what the forecast of the first of a month promised, and what came."""
    made = ValueCheck(dt.date(2026, month, 1), 100, predicted, actual, last, capture_share=0.6, tenths=TENTHS)
    return replace(made, **changes)


THREE = (check(3, 110.0, 100.0, 70.0), check(2, 80.0, 100.0, 90.0), check(1, 105.0, 100.0, 140.0))


def with_checks(*checks: ValueCheck, parameters: Any = None, **changes: Any) -> Analysis:
    """Return an analysis whose forecast was checked so."""
    made = with_currency(make_analysis(30), "USD")
    value = replace(made.value, checks=checks, parameters=MappingProxyType(parameters or {}), **changes)
    return replace(made, value=value)


def spend_range(checks: int = 6, low: float = 980_000.0, high: float = 2_680_000.0) -> ValueRange:
    """Return a range from 70 % to 130 %."""
    return ValueRange(low, high, 0.7, 1.3, checks)


def stay_curve(period: Any = "month", known: int = 14, periods: int = 24) -> StayCurve:
    """Return a tenth leaving each period, counted for as long as it is known."""
    place = np.arange(periods + 1, dtype=np.float64)
    share = 0.9**place
    counted = np.where(place <= known, share, np.nan)
    return StayCurve(
        period, place, share, counted, counted - 0.02, np.minimum(counted + 0.02, 1.0),
        np.where(place <= known, 300.0, 0.0), known, 1.0, 9.0, 300, 210,
    )  # fmt: skip
