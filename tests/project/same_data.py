"""Whether two data are the same in every table, type, category, gap and fact."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.dataset import CustomerData


def assert_same_data(one: CustomerData, other: CustomerData) -> None:
    pd.testing.assert_index_equal(one.customer_ids, other.customer_ids)
    assert list(one.events) == list(other.events)
    for name in ("customers", "features", "set_aside", "customer_rows"):
        left, right = getattr(one, name), getattr(other, name)
        if left is None or right is None:
            assert left is right, name
        else:
            pd.testing.assert_frame_equal(left, right, check_exact=True)
    for kind, table in one.events.items():
        pd.testing.assert_frame_equal(table, other.events[kind], check_exact=True)
    for name in ("sources", "as_of", "currency", "fingerprint", "kept_apart"):
        assert repr(getattr(one, name)) == repr(getattr(other, name)), name
    assert one.findings == other.findings
    touched = [[rows.numbers().tolist() for rows in item.touched] for item in one.findings]
    assert touched == [[rows.numbers().tolist() for rows in item.touched] for item in other.findings]
