"""Who has left, as the customer table tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from retention_desk.foundation.columns import CUSTOMERS
from retention_desk.foundation.dataset import CustomerData

if TYPE_CHECKING:
    import pandas as pd

NAMES: Final = frozenset(
    name
    for column in CUSTOMERS.columns
    if column.key in {"churned", "churn_date"}
    for name in (column.key, *column.synonyms)
)


def churn_label(data: CustomerData) -> pd.Series[Any] | None:
    """Return who has left (missing: to be predicted), shape (n_customers,); None where nothing tells.

    Notes
    -----
    The churn column where it is filled in; else the dates of leaving, also where a column named like the
    churn column holds dates: who has one has left, the others of the customer table stayed.
    """
    import pandas as pd

    column = label_column(data)
    if column is None:
        return None
    if column == "churned":
        return data.customers["churned"]
    dates = data.customers[column] if column in data.customers else data.features[column]
    listed = pd.Series(data=True, index=dates.index)
    if data.customer_rows is not None:  # customers of other tables alone: nothing is known of them
        listed = data.customer_rows["source_row"].notna()
    return dates.notna().astype("boolean").where(listed)


def label_column(data: CustomerData) -> str | None:
    """Return the column that tells who has left: of the customer table, or of its free columns."""
    for name in ("churned", "churn_date"):
        if name in data.customers and data.customers[name].notna().any():
            return name
    for name in data.features.columns:
        column = data.features[name]
        if str(name).strip().casefold() in NAMES and column.dtype.kind == "M" and column.notna().any():
            return str(name)
    return None
