"""Values said in their unit."""

import pytest

from retention_desk.charts.units import said_in_unit, said_on_axis
from retention_desk.foundation.wording import NARROW_SPACE, Words


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.423, "share", f"42.3{NARROW_SPACE}%"),
        (1234.0, "money", "£1,234"),
        (7.256, "money", "£7.26"),
        (12.0, "count", "12"),
        (1.5, "ratio", "1.50"),
        (None, "share", "—"),
        (float("nan"), "hours", "—"),
    ],
)
def test_values_are_said_in_their_unit(value, unit, said):
    assert said_in_unit(value, unit, Words("en"), "GBP") == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.2, "share", "20\u202f%"), (0.125, "share", "12.5\u202f%"), (2_500.0, "money", "£2,500"),
     (2.5, "money", "£2.50"), (3.0, "score", "3"), (0.5, "ratio", "0.5"), (0.25, "ratio", "0.25")],
)  # fmt: skip
def test_beside_an_axis_no_decimals_stand_that_are_not_needed(value, unit, said):
    assert said_on_axis(value, unit, Words("en"), "GBP") == said
