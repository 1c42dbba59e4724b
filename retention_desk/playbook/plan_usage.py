"""Usage against plan: who uses less than the next smaller plan, who more than the next larger one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.playbook.events import NEVER, Floats
from retention_desk.playbook.play_context import PlayContext

WINDOW_DAYS: Final = 30
FEWEST: Final = 20
"""A plan with fewer customers is nothing to compare with."""
LOW_SHARE: Final = 0.25
HIGH_SHARE: Final = 0.75
TOO_LARGE, FITS, TOO_SMALL = -1, 0, 1

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlanUsage:
    """Plans from small to large, and how each customer's use compares with them.

    Attributes
    ----------
    plans : tuple of str
        By the median monthly amount, the smallest first; those with fewer than `FEWEST` customers left out.
    plan : ndarray of int64, shape (n_customers,)
        Position in `plans`, −1 without one.
    mrr : ndarray of float, shape (n_customers,)
        Monthly amount, NaN without a plan.
    uses : ndarray of float, shape (n_customers,)
        Uses in 30 days, NaN without a plan.
    price : ndarray of float, shape (n_plans,)
        Median monthly amount.
    quartiles : ndarray of float, shape (n_plans, 2)
        Lower and upper quartile of the uses.
    size : ndarray of int64, shape (n_customers,)
        `TOO_LARGE` for less use than three quarters of those on the next smaller plan, `TOO_SMALL` for more
        than three quarters of those on the next larger one, else `FITS`.
    better : ndarray of int64, shape (n_customers,)
        Position of the plan that fits better, −1 where the own one does.
    """

    plans: tuple[str, ...]
    plan: Places
    mrr: Floats
    uses: Floats
    price: Floats
    quartiles: Floats
    size: Places
    better: Places


def plan_usage(context: PlayContext) -> PlanUsage | None:
    """Return how the use of subscribers compares with their plans; None without two plans and a log."""
    log = context.events("activity")
    found = _running(context)
    if log is None or found is None or context.today is None:
        return None
    names, code, mrr = found
    counts = np.nan_to_num(context.data.events["activity"]["count"].to_numpy(dtype=np.float64), nan=1.0)
    recent = log.within(context.today, WINDOW_DAYS)
    uses = np.bincount(log.customer[recent], counts[recent], context.n_customers).astype(np.float64)
    here = context.here & (code >= 0) & (mrr > 0)
    kept = [k for k in range(len(names)) if (here & (code == k)).sum() >= FEWEST]
    if len(kept) < 2:
        return None
    price = np.array([np.median(mrr[here & (code == k)]) for k in kept])
    order = np.argsort(price, kind="stable")
    kept, price = [kept[k] for k in order], price[order]
    place = np.full(len(names) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    plan = np.where(here, place[code], -1)
    on_plan = [uses[plan == k] for k in range(len(kept))]
    quartiles = np.array([np.quantile(used, [LOW_SHARE, HIGH_SHARE]) for used in on_plan])
    size = _sizes(plan, uses, quartiles)
    return PlanUsage(
        plans=tuple(names[k] for k in kept),
        plan=plan,
        mrr=np.where(plan >= 0, mrr, np.nan),
        uses=np.where(plan >= 0, uses, np.nan),
        price=price,
        quartiles=quartiles,
        size=size,
        better=np.where((plan >= 0) & (size != FITS), plan + size, -1),
    )


def _sizes(plan: Places, uses: Floats, quartiles: Floats) -> Places:
    """Return whose plan is too large, fits, or is too small."""
    last = len(quartiles) - 1
    low = quartiles[np.clip(plan - 1, 0, last), 0]
    high = quartiles[np.clip(plan + 1, 0, last), 1]
    too_large = (plan > 0) & (uses < low)
    too_small = (plan >= 0) & (plan < last) & (uses > high)
    return np.where(too_large, TOO_LARGE, np.where(too_small, TOO_SMALL, FITS)).astype(np.int64)


def _running(context: PlayContext) -> tuple[list[str], Places, Floats] | None:
    """Return the names of the plans, each customer's (−1 none) and monthly amount (0 none), or None."""
    table, today = context.data.events.get("subscriptions"), context.today
    if table is not None and today is not None and "plan" in table:
        started, ended = context.events("subscriptions"), context.events("subscriptions", "ended_on")
        assert started is not None
        assert ended is not None
        running = (started.day <= today) & ((ended.day == NEVER) | (ended.day > today))
        amount = np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64))
        plans = table["plan"].astype("category")
        code, mrr = np.full(context.n_customers, -1, dtype=np.int64), np.zeros(context.n_customers)
        rows = np.flatnonzero(running)
        rows = rows[np.argsort(amount[rows], kind="stable")]
        who = started.customer[rows]
        code[who] = plans.cat.codes.to_numpy()[rows]
        np.add.at(mrr, who, amount[rows])
        return [str(name) for name in plans.cat.categories], code, mrr
    customers = context.data.customers
    if "plan" not in customers or "mrr" not in customers:
        return None
    plans = customers["plan"].astype("category")
    codes = plans.cat.codes.to_numpy().astype(np.int64)
    mrr = np.nan_to_num(customers["mrr"].to_numpy(dtype=np.float64))
    return [str(name) for name in plans.cat.categories], codes, mrr
