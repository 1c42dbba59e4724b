"""A customer system tells its header row and how it wants dates."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.reporting.contact_target import DATES, PHONES, ContactTarget


def test_the_header_row_is_that_of_the_columns():
    columns = (("ID", "customer_id"), ("Due", "due"), ("Tel", "phone"))
    target = ContactTarget("x", phrase("{name}", name="X"), columns, "a manual")
    assert target.headers == ("ID", "Due", "Tel")
    assert target.date_format == "%Y-%m-%d"
    assert set(DATES) | set(PHONES) <= {field for _, field in columns}
