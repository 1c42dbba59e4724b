"""Customers of one table who are missing in another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check, customer_table_rows, event_rows
from retention_desk.importing.churn_list import CHURN_LIST


def _find(data: CustomerData) -> Finding | None:
    listed = _in_customer_table(data)
    if not listed.any() or not data.events:
        return None
    active = np.zeros(data.n_customers, dtype=bool)
    for table in data.events.values():
        active[table["customer"].to_numpy()] = True
    unlisted, silent = int((active & ~listed).sum()), int((listed & ~active).sum())
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
        touched=(*customer_table_rows(data, listed & ~active), *_rows_of_events(data, ~listed)),
    )  # fmt: skip


def _in_customer_table(data: CustomerData) -> npt.NDArray[np.bool_]:
    """Return who stands in a customer table; a list of those who left is none."""
    if data.customer_rows is None:
        return np.zeros(data.n_customers, dtype=bool)
    lists = [place for place, source in enumerate(data.sources) if source.role == CHURN_LIST]
    source = data.customer_rows["source"]
    return (source.notna() & ~source.isin(lists)).to_numpy()


def _rows_of_events(data: CustomerData, who: npt.NDArray[np.bool_]) -> tuple[TouchedRows, ...]:
    """Return the rows of the events of some customers."""
    return tuple(
        rows
        for kind, table in data.events.items()
        for rows in event_rows(data, kind, who[table["customer"].to_numpy()])
    )


ENTRY = Check("orphans", phrase("Customers missing in one table"), "look", _find, order=25)
