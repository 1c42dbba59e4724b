"""What each customer has brought so far, as far as the data tell it without any model."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData

Floats = npt.NDArray[np.float64]


def worth_so_far(data: CustomerData) -> Floats | None:
    """Return net revenue per customer, else the monthly amount of their subscriptions or of their plan.

    Returns
    -------
    ndarray of float, shape (n_customers,), or None
        0 for nothing so far; None where no table tells amounts.
    """
    for kind, column in (("orders", "amount"), ("subscriptions", "mrr")):
        table = data.events.get(kind)
        if table is not None and len(table) and column in table:
            amount = np.nan_to_num(table[column].to_numpy(dtype=np.float64))
            if kind == "orders":
                counted = table["is_purchase"].to_numpy(dtype=bool) | table["is_return"].to_numpy(dtype=bool)
                amount = np.where(counted, amount, 0.0)
            summed = np.bincount(table["customer"].to_numpy(), weights=amount, minlength=data.n_customers)
            return np.asarray(summed, dtype=np.float64)
    if "mrr" in data.customers:
        return np.asarray(np.nan_to_num(data.customers["mrr"].to_numpy(dtype=np.float64)))
    return None
