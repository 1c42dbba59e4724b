"""What is true of an order book, counted plainly: whole cents, sets and loops, none of the product's code.

The definitions are those of the *Why* tab: a purchase line has a known customer, is no return, and has
quantity > 0 and price > 0; gross is its sum; a return contributes minus its size, dated when it happened.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

ACTIVE_WINDOW_DAYS = 90


def order_facts(lines: pd.DataFrame, all_customers: int | None = None) -> dict[str, Any]:
    """Return the facts of order lines.

    Parameters
    ----------
    lines
        ``order_id``, ``customer_id`` (None: missing), ``ordered_on`` (NaT: missing), ``product``,
        ``quantity``, ``amount`` and ``is_return`` of every line of the file, in the file's order.
    all_customers
        Customers known from any table; those of the lines when None.

    Returns
    -------
    dict
        Money in currency units, dates as ISO text, shares 0 to 1.
    """
    known = lines["customer_id"].notna()
    dated = lines["ordered_on"].notna()
    used = lines[known & dated]
    bought = used[~used["is_return"] & (used["quantity"] > 0) & (used["amount"] > 0)]
    returned = used[used["is_return"]]
    gross = _cents(bought["amount"])
    returns = -_cents(returned["amount"].abs())
    orders = bought["order_id"].nunique()
    per_customer = bought.groupby("customer_id")["order_id"].nunique()
    as_of = used["ordered_on"].max().normalize()
    everyone = all_customers or int(used["customer_id"].nunique())
    return {
        "rows": len(lines),
        "rows_without_customer": int((~known).sum()),
        "rows_without_date": int((known & ~dated).sum()),
        "rows_used": len(used),
        "purchase_lines": len(bought),
        "return_lines": len(returned),
        "orders": int(orders),
        "customers": everyone,
        "buyers": len(per_customer),
        "gross": gross / 100,
        "returns": returns / 100,
        "net": (gross + returns) / 100,
        "average_order_value": gross / 100 / int(orders),
        "first": used["ordered_on"].min().normalize(),
        "last": as_of,
        "as_of": as_of,
        "customers_with_two_orders": int((per_customer >= 2).sum()),
        "repurchase_rate": int((per_customer >= 2).sum()) / everyone,
        "repurchase_rate_buyers": int((per_customer >= 2).sum()) / len(per_customer),
        "active": len(_active(bought, as_of)),
        "quarter": quarter_facts(bought, as_of),
    }


def quarter_facts(bought: pd.DataFrame, as_of: pd.Timestamp) -> dict[str, Any]:
    """Return both retention rates over the last quarter that was over on the as-of date."""
    ending = (as_of + pd.Timedelta(days=1)).to_period("Q") - 1
    start, end = ending.start_time.normalize() - pd.Timedelta(days=1), ending.end_time.normalize()
    opening, closing = _active(bought, start), _active(bought, end)
    first = bought.groupby("customer_id")["ordered_on"].min().dt.normalize()
    new = set(first[(first > start) & (first <= end)].index)
    stayed = len(opening & closing)
    return {
        "period": str(ending),
        "from": start,
        "to": end,
        "opening": len(opening),
        "closing": len(closing),
        "new_and_active": len(new & closing),
        "stayed": stayed,
        "came_back": len(closing - opening - new),
        "retention_rate": stayed / len(opening),
        "retention_rate_count": (len(closing) - len(new & closing)) / len(opening),
        "churn_rate": (len(opening) - stayed) / len(opening),
    }


def earlier_facts(lines: pd.DataFrame, day: str) -> dict[str, Any]:
    """Return what could be said on an earlier day, from the lines dated up to it."""
    facts = order_facts(lines[lines["ordered_on"].dt.normalize() <= pd.Timestamp(day)])
    kept = ("as_of", "buyers", "orders", "gross", "returns", "net", "customers_with_two_orders", "quarter")
    return {key: facts[key] for key in kept}


def cohort_facts(lines: pd.DataFrame, cohorts: int = 6) -> dict[str, Any]:
    """Return for the first monthly cohorts their size, and how many bought in each month after (exact)."""
    bought = lines[lines["customer_id"].notna() & ~lines["is_return"]]
    months: dict[str, set[int]] = {}
    for customer, moment in zip(bought["customer_id"], bought["ordered_on"], strict=True):
        months.setdefault(customer, set()).add(12 * moment.year + moment.month - 1)
    start, end = min(map(min, months.values())), max(map(max, months.values()))
    grid: dict[str, list[int]] = {}
    for cohort in range(start, start + cohorts):
        members = [seen for seen in months.values() if min(seen) == cohort]
        row = [sum(month in seen for seen in members) for month in range(cohort, end + 1)]
        grid[f"{cohort // 12}-{cohort % 12 + 1:02}"] = row
    return {"period": "month", "active": grid}


def _active(bought: pd.DataFrame, day: pd.Timestamp) -> set[str]:
    """Return who bought in the window ``(day - 90, day]``."""
    on = bought["ordered_on"].dt.normalize()
    inside = (on > day - pd.Timedelta(days=ACTIVE_WINDOW_DAYS)) & (on <= day)
    return set(bought.loc[inside, "customer_id"])


def repeat_facts(lines: pd.DataFrame) -> dict[str, Any]:
    """Return how many lines repeat an earlier one exactly, and the gross they would add."""
    repeats = lines.duplicated(["order_id", "customer_id", "ordered_on", "product", "quantity", "amount"])
    extra = lines[repeats & lines["customer_id"].notna() & ~lines["is_return"]]
    return {"exact_repeats": int(repeats.sum()), "exact_repeats_gross": _cents(extra["amount"]) / 100}


def _cents(amounts: pd.Series[float]) -> int:
    """Return a sum in whole cents, free of rounding."""
    return sum(round(a * 100) for a in amounts.tolist())
