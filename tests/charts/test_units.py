"""Values said in their unit."""

import pytest

from retention_desk.charts.units import said_in_unit
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
