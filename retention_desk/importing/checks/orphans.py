"""Customers of one table who are missing in another."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check


def _find(data: CustomerData) -> Finding | None:
    if "customers" not in data.kinds or not data.events:
        return None
    active = np.zeros(data.n_customers, dtype=bool)
    for table in data.events.values():
        active[table["customer"].to_numpy()] = True
    listed = sum(source.rows_used for source in data.sources if source.kind == "customers")
    unlisted = data.n_customers - listed
    silent = int((~active).sum())
    if not unlisted and not silent:
        return None
    return Finding(
        "orphans", "look" if unlisted > 0.05 * data.n_customers else "note", unlisted + silent,
        phrase(
            "{unlisted:count} customers with orders or other events are not in the customer table; "
            "{silent:count} in the customer table have no event.",
            unlisted=unlisted, silent=silent,
        ),
        phrase("All of them are kept; what is not known of them stays empty."),
    )  # fmt: skip


ENTRY = Check("orphans", phrase("Customers missing in one table"), "look", _find, order=25)
