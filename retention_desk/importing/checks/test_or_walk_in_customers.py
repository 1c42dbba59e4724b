"""Customers whose key says that they are no person: tests, guests, cash sales."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, customer_table_rows, event_rows

_NO_PERSON: Final = re.compile(
    r"(?:test|dummy|guest|walk[\s_-]?in|cash(?: ?sale)?|anonymous|unknown|default|admin|demo|sample|no ?name)"
    r"[\s_-]?\d*"
    r"|test[\s_-]?(?:user|customer|account).*"
    r"|(?:散客|游客|匿名|测试|零售客户|现金客户|未知客户|訪客|測試|零售客戶|過路客)\d*|0+|9{4,}",
    re.IGNORECASE,
)


def _find(data: CustomerData) -> Finding | None:
    hits = np.fromiter((bool(_NO_PERSON.fullmatch(key)) for key in data.customer_ids), bool, data.n_customers)
    if not hits.any():
        return None
    names = [str(key) for key in data.customer_ids[hits][:5]]
    rows = int(hits.sum())
    listed = customer_table_rows(data, hits)
    if "orders" in data.events:
        touched = hits[data.events["orders"]["customer"].to_numpy()]
        if touched.any():
            rows, listed = int(touched.sum()), event_rows(data, "orders", touched)
    return Finding(
        "test_or_walk_in_customers", "look", rows,
        phrase("Some customers look like tests or collective accounts: {names}.", names=", ".join(names)),
        phrase("Kept. If they are no real customers, leave their rows out of the export."),
        touched=listed,
    )  # fmt: skip


ENTRY = Check("test_or_walk_in_customers", phrase("Tests and collective accounts"), "look", _find, order=90)
