import math

import pytest

from retention_desk.importing.clock_times import time_of_day


@pytest.mark.parametrize(
    ("text", "seconds", "offset"),
    [("", math.nan, math.nan), ("07:31", 27_060, math.nan), ("07:31:30 Z", 27_090, 0), ("23:30 -0500", 84_600, -300),
     ("10:00 +08:00", 36_000, 480), ("12:30 am", 1_800, math.nan), ("nonsense", math.inf, math.nan),
     ("25:00", math.inf, math.nan)],
)  # fmt: skip
def test_time_and_offset(text: str, seconds: float, offset: float) -> None:
    assert time_of_day(text) == pytest.approx((seconds, offset), nan_ok=True)
