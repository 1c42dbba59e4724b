"""What JSON cannot hold is left out; the record itself is tested on the samples (`test_play_questions`)."""

from __future__ import annotations

import datetime as dt

from retention_desk.headless.strategy_record import _plain


def test_dates_as_text_and_unknown_numbers_as_null():
    given = {"day": dt.date(2024, 1, 2), "parts": ({"x": float("nan")}, {"x": 1.5}), "name": "a", "n": 3}
    assert _plain(given) == {"day": "2024-01-02", "parts": [{"x": None}, {"x": 1.5}], "name": "a", "n": 3}
