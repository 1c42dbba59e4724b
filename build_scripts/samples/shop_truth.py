"""What is hidden in a simulated shop, written down for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples.purchase_process import auc
from samples.shop import Shop, future_truth
from samples.writing import write_table_gz


def simulated_facts(shop: Shop) -> dict[str, Any]:
    """Return the world's hidden numbers, and how well the next days can be forecast at all."""
    spec = shop.spec
    future = future_truth(shop)
    leaves = (future["orders"] == 0).to_numpy()
    recent = shop.exported.loc[~shop.exported["is_return"]].groupby("customer")["ordered_on"].max()
    silence = (pd.Timestamp(spec.as_of) - recent.dt.normalize()).dt.days.to_numpy(np.float64)
    return {
        "simulated": {
            "seed": spec.seed,
            "pareto_nbd": {k: getattr(spec.law, k) for k in ("r", "alpha_days", "s", "beta_days")},
            "gamma_gamma_before_whole_articles": {
                "p": spec.spend_p,
                "q": spec.spend_q,
                "gamma": spec.spend_gamma,
            },
            "return_share": spec.return_share,
        },
        "future": {
            "days": spec.future_days,
            "buyers": int((~leaves).sum()),
            "orders": int(future["orders"].sum()),
            "spend": round(float(future["spend_amount"].sum()), 2),
            "no_order_share": float(leaves.mean()),
            "expected_orders": round(float(future["expected_orders"].sum()), 1),
            "auc_best_possible": round(auc(1 - future["p_buys"].to_numpy(), leaves), 4),
            "auc_days_since_last_order": round(auc(silence, leaves), 4),
        },
    }


def write_future(path: Path, shop: Shop, ids: list[str]) -> None:
    """Write what each buyer really does after the as-of date, and the best guess there is."""
    future = future_truth(shop)
    future.insert(0, "customer_id", ids[: len(future)])
    write_table_gz(path, future)
