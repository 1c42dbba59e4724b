"""What is true of a subscription service, counted plainly, with none of the product's code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from samples.purchase_process import auc
from samples.season import Floats
from samples.subscription import Service
from samples.subscription_tables import ServiceTables, leavings


def service_facts(service: Service, tables: ServiceTables) -> dict[str, Any]:
    """Return the facts of the exported tables and the hidden truth behind them."""
    as_of = pd.Timestamp(service.spec.as_of)
    subscriptions = tables.subscriptions
    after = as_of + pd.Timedelta(days=1)
    quarter, month = after.to_period("Q") - 1, after.to_period("M") - 1
    last_day = max(
        tables.activity["happened_on"].max(),
        tables.tickets["opened_on"].max().normalize(),
        tables.surveys["answered_on"].max(),
        subscriptions["started_on"].max(),
    )
    now = mrr_by_customer(subscriptions, as_of)
    return {
        "as_of": last_day,
        "customers": service.spec.n_customers,
        "subscriptions": len(subscriptions),
        "activity_rows": len(tables.activity),
        "ticket_rows": len(tables.tickets),
        "survey_rows": len(tables.surveys),
        "active": len(now),
        "mrr": round(float(now.sum()), 2),
        "quarter": {"period": str(quarter), **movement(subscriptions, quarter)},
        "month": {"period": str(month), **movement(subscriptions, month)},
        "cancel_reasons": subscriptions["reason"].value_counts().sort_index().to_dict(),
        "nps": {str(days): nps(tables.surveys, as_of, days) for days in (90, 365, 10_000)},
        "service": ticket_facts(tables.tickets),
        "activity": {
            key: _people(tables.activity, as_of, days) for key, days in (("dau", 1), ("wau", 7), ("mau", 30))
        },
        "earlier": earlier_service_facts(tables, pd.Timestamp(2025, 12, 31)),
        **_hidden(service, tables),
    }


def earlier_service_facts(tables: ServiceTables, day: pd.Timestamp) -> dict[str, Any]:
    """Return what could be said on an earlier day: nothing that was opened, answered or ended after it."""
    end = day + pd.Timedelta(days=1)
    tickets = tables.tickets[tables.tickets["opened_on"] < end].copy()
    closed = tickets["closed_on"] < end
    tickets["first_response_on"] = tickets["first_response_on"].where(tickets["first_response_on"] < end)
    tickets["closed_on"] = tickets["closed_on"].where(closed)
    tickets["resolved_at_once"] = tickets["resolved_at_once"].where(closed)
    known = tables.subscriptions[tables.subscriptions["started_on"] <= day]
    return {
        "as_of": day,
        "customers": int(known["customer"].nunique()),
        "mrr": round(float(mrr_by_customer(known, day).sum()), 2),
        "quarter": movement(known, end.to_period("Q") - 1),
        "nps": nps(tables.surveys[tables.surveys["answered_on"] <= day], day, 90),
        "service": ticket_facts(tickets),
    }


def mrr_by_customer(subscriptions: pd.DataFrame, day: pd.Timestamp) -> pd.Series[float]:
    """Return the monthly amount of every customer running at the end of a day."""
    open_end = subscriptions["ended_on"].isna() | (subscriptions["ended_on"] > day)
    running = subscriptions[(subscriptions["started_on"] <= day) & open_end]
    return running.groupby("customer")["mrr"].sum()


def movement(subscriptions: pd.DataFrame, period: pd.Period) -> dict[str, Any]:
    """Return retention and the bridge of monthly revenue over a period, customer by customer."""
    start, end = period.start_time.normalize() - pd.Timedelta(days=1), period.end_time.normalize()
    opening = mrr_by_customer(subscriptions, start).to_dict()
    closing = mrr_by_customer(subscriptions, end).to_dict()
    first = subscriptions.groupby("customer")["started_on"].min().to_dict()
    parts = dict.fromkeys(("new", "reactivated", "expansion", "contraction", "churned"), 0.0)
    for customer in [*opening, *(c for c in closing if c not in opening)]:
        before, after = opening.get(customer, 0.0), closing.get(customer, 0.0)
        if before == 0.0:
            parts["reactivated" if first[customer] <= start else "new"] += after
        elif after == 0.0:
            parts["churned"] += before
        else:
            parts["expansion" if after > before else "contraction"] += abs(after - before)
    total = sum(opening.values())
    lost = (parts["churned"] + parts["contraction"]) / total
    new = {c for c, day in first.items() if start < day <= end}
    stayed = len(opening.keys() & closing.keys())
    return {
        "from": start,
        "to": end,
        "opening": len(opening),
        "closing": len(closing),
        "new_and_active": len(new & closing.keys()),
        "stayed": stayed,
        "came_back": len(closing.keys() - opening.keys() - new),
        "retention_rate": stayed / len(opening),
        "retention_rate_count": (len(closing) - len(new & closing.keys())) / len(opening),
        "churn_rate": (len(opening) - stayed) / len(opening),
        "mrr_opening": round(total, 2),
        "mrr_closing": round(sum(closing.values()), 2),
        **{f"mrr_{key}": round(value, 2) for key, value in parts.items()},
        "revenue_churn_rate": lost,
        "grr": 1 - lost,
        "nrr": 1 - lost + parts["expansion"] / total,
    }


def nps(surveys: pd.DataFrame, as_of: pd.Timestamp, window_days: int) -> dict[str, Any]:
    """Return the net promoter score over each customer's latest answer in the window, and its n."""
    inside = surveys[surveys["answered_on"] > as_of - pd.Timedelta(days=window_days)]
    latest = inside.sort_values("answered_on", kind="stable").groupby("customer")["score"].last()
    promoters, detractors = int((latest >= 9).sum()), int((latest <= 6).sum())
    return {"n": len(latest), "nps": 100 * (promoters - detractors) / len(latest) if len(latest) else None}


def ticket_facts(tickets: pd.DataFrame) -> dict[str, Any]:
    """Return the medians of response and resolution and the share resolved at once."""
    resolved = tickets["resolved_at_once"].dropna()
    return {
        "first_response_hours": _median_hours(tickets["first_response_on"] - tickets["opened_on"]),
        "resolution_hours": _median_hours(tickets["closed_on"] - tickets["opened_on"]),
        "first_contact_resolution": float(resolved.astype(float).mean()),
        "complaints": int((tickets["type"] == "complaint").sum()),
        "still_open": int(tickets["closed_on"].isna().sum()),
    }


def _median_hours(spans: pd.Series[pd.Timedelta]) -> float:
    """Return the median of time spans in hours, those not over left out."""
    return float(spans.dt.total_seconds().median()) / 3600


def _people(activity: pd.DataFrame, as_of: pd.Timestamp, days: int) -> int:
    """Return how many customers used anything in the last days."""
    return int(activity.loc[activity["happened_on"] > as_of - pd.Timedelta(days=days), "customer"].nunique())


def future_leavers(service: Service) -> pd.DataFrame:
    """Return who runs on the as-of date, who of them leaves within the horizon, and the true chance."""
    as_of = pd.Timestamp(service.spec.as_of)
    left = leavings(service)
    soon = left[
        (left["left_on"] > as_of) & (left["left_on"] <= as_of + pd.Timedelta(days=service.spec.future_days))
    ]
    who = np.flatnonzero(~np.isnan(service.leaves_share))
    return pd.DataFrame(
        {
            "customer": who,
            "leaves": np.isin(who, soon["customer"].to_numpy()).astype(np.int64),
            "p_leaves": np.round(service.leaves_share[who], 4),
        }
    )


def _use_drop(activity: pd.DataFrame, customers: pd.Series[int], as_of: pd.Timestamp) -> Floats:
    """Return by how much each customer's daily use of the last 28 days is below what it was before."""
    recent = activity["happened_on"] > as_of - pd.Timedelta(days=28)
    now = activity[recent].groupby("customer")["count"].sum().reindex(customers, fill_value=0) / 28
    before = activity[~recent].groupby("customer")
    days = (as_of - pd.Timedelta(days=28) - before["happened_on"].min()).dt.days + 1
    usual = (before["count"].sum() / days).reindex(customers, fill_value=0.0)
    left: Floats = (now.to_numpy(np.float64) + 0.1) / (usual.to_numpy(np.float64) + 0.1)
    return 1.0 - left


def _hidden(service: Service, tables: ServiceTables) -> dict[str, Any]:
    """Return the law of leaving and how well it can be forecast."""
    future = future_leavers(service)
    leaves = future["leaves"].to_numpy() == 1
    last = tables.activity.groupby("customer")["happened_on"].max().reindex(future["customer"])
    as_of = pd.Timestamp(service.spec.as_of)
    silence = (as_of - last).dt.days.fillna(999).to_numpy(np.float64)
    drop = _use_drop(tables.activity, future["customer"], as_of)
    law = service.spec.law
    return {
        "simulated": {
            "seed": service.spec.seed,
            "weekly_log_odds_of_leaving": {
                "base": law.base,
                "usage_drop": law.usage_drop,
                "trouble": law.trouble,
                "log_tenure_weeks": law.log_tenure_weeks,
                "annual": law.annual,
                "plan": list(law.plan),
            },
        },
        "future": {
            "days": service.spec.future_days,
            "running": len(future),
            "leavers": int(leaves.sum()),
            "expected_leavers": round(float(future["p_leaves"].sum()), 1),
            "auc_best_possible": round(auc(future["p_leaves"].to_numpy(np.float64), leaves), 4),
            "auc_use_dropped": round(auc(drop, leaves), 4),
            "auc_days_since_last_use": round(auc(silence, leaves), 4),
        },
    }
