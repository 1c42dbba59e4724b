import pytest

from retention_desk.foundation.findings import Finding, RowReference
from retention_desk.foundation.wording import Words, phrase


def test_a_finding_is_a_value() -> None:
    made = [
        Finding(
            "x",
            "note",
            3,
            phrase("{n:count} rows", n=3),
            phrase("Kept."),
            examples=(RowReference("a.csv", "", 2),),
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Words("en")(made[0].text) == "3 rows"
    with pytest.raises(AttributeError):
        made[0].rows = 5
