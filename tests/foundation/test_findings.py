import pytest

from retention_desk.foundation.findings import Finding, RowReference, TouchedRows
from retention_desk.foundation.wording import Words, phrase


def test_a_finding_is_a_value() -> None:
    made = [
        Finding(
            "x",
            "note",
            3,
            phrase("{n:count} rows", n=3),
            phrase("Kept."),
            touched=(TouchedRows.of("a.csv", "", [2]),),
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Words("en")(made[0].text) == "3 rows"
    with pytest.raises(AttributeError):
        made[0].rows = 5


def test_the_first_rows_come_in_the_order_of_sheets():
    sheets = (TouchedRows.of("a", "S", [9, 4, 5]), TouchedRows.of("a", "T", range(2, 9)))
    finding = Finding("x", "note", 10, phrase("x"), phrase("y"), touched=sheets)
    assert finding.rows_listed == 10
    assert finding.examples == tuple(
        RowReference("a", sheet, row) for sheet, row in (("S", 4), ("S", 5), ("S", 9), ("T", 2), ("T", 3))
    )
