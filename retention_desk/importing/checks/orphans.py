"""Customers of one table who are missing in another."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, customer_table_rows, event_rows


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
        touched=(*customer_table_rows(data, ~active), *_rows_of_the_unlisted(data)),
    )  # fmt: skip


def _rows_of_the_unlisted(data: CustomerData) -> tuple[TouchedRows, ...]:
    """Return the rows of events of customers who are not in the customer table."""
    if data.customer_rows is None:
        return ()
    unlisted = data.customer_rows["source"].isna().to_numpy()
    return tuple(
        rows
        for kind, table in data.events.items()
        for rows in event_rows(data, kind, unlisted[table["customer"].to_numpy()])
    )


ENTRY = Check("orphans", phrase("Customers missing in one table"), "look", _find, order=25)
