"""What subscribers are worth: monthly revenue times margin, for as long as they are likely to stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.order_value import DAYS_PER_MONTH
from retention_desk.forecast.stay_model import YEAR_MONTHS, StayModel, fit_stay_model
from retention_desk.foundation.billing import billing_months
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]

LOOK_BACK_DAYS = 365
NODES = 12
TENURE_COLUMNS = frozenset(
    {"tenure", "tenure months", "tenure_months", "tenuremonths", "months", "tenure in months",
     "在网时长", "在网月数", "入网月数", "使用月数", "在網月數", "使用月數"}
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class MonthlyRevenue:
    """Monthly revenue of each customer and the rate at which customers leave.

    Attributes
    ----------
    amounts : ndarray, shape (n_customers,)
        Monthly recurring revenue at the as-of date; 0 for customers who have left, NaN unknown.
    leaving_share : float
        Share of customers leaving in a month.
    note : Phrase
        Where both come from.
    stays : StayModel or None
        How the chance to stay grows with the time stayed; None where too little is known, when the leaving
        share is that of every month.
    """

    amounts: Floats
    leaving_share: float
    note: Phrase
    stays: StayModel | None = None


def subscription_revenue(data: CustomerData) -> MonthlyRevenue | None:
    """Return the revenue and leaving rate of running subscriptions; None without any.

    Notes
    -----
    Leaving rate = customers whose last subscription ended in the year before the as-of date ÷
    customer-months of that year. Customers with no running subscription bring 0; those who never had one
    are unknown. How long customers stay is fitted on all of them, from the beginning of the first
    subscription to the end of the last, in years where most running contracts are yearly.
    """
    table = data.events.get("subscriptions")
    if table is None or not len(table) or data.as_of is None:
        return None
    n = data.n_customers
    customer = table["customer"].to_numpy()
    today = _day(data.as_of)
    start, end = _spans(data, today)
    running = np.isinf(end) & (start <= today)
    mrr = np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64))
    amounts = np.bincount(customer, weights=np.where(running, mrr, 0.0), minlength=n).astype(np.float64)
    first, last = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(first, customer, start)
    np.maximum.at(last, customer, end)
    window = max(today - LOOK_BACK_DAYS, float(first.min()))
    exposed = np.clip(np.minimum(last, today) - np.maximum(first, window), 0, None)
    left = (last <= today) & (last > window)
    months = float(exposed.sum()) / DAYS_PER_MONTH
    share = min(float(left.sum()) / months, 1.0) if months > 0 else 0.0
    amounts = np.where(np.isfinite(first), amounts, np.nan)
    note = phrase(
        "Monthly revenue × margin for as long as customers stay: {share:share} leave in a month "
        "({left:count} in {months:count} customer-months of the last year).",
        share=share, left=int(left.sum()), months=months,
    )  # fmt: skip
    begun = np.isfinite(first) & (first <= today)
    days = np.where(begun, np.minimum(last, today) - np.where(begun, first, 0.0), 0.0)
    stays = fit_stay_model(days, last <= today, begun, _contract_months(data, running))
    return MonthlyRevenue(amounts, share, note if stays is None else _said(stays), stays)


def _spans(data: CustomerData, today: float) -> tuple[Floats, Floats]:
    """Return first and last day of every subscription; one that is still running ends at infinity."""
    table = data.events["subscriptions"]
    start = table["started_on"].to_numpy().astype("datetime64[D]").astype(np.float64)
    ended = table["ended_on"].to_numpy().astype("datetime64[D]")
    end = np.where(np.isnat(ended), np.inf, ended.astype(np.float64))
    return start, np.where(end > today, np.inf, end)


def _contract_months(data: CustomerData, running: npt.NDArray[np.bool_]) -> int:
    table = data.events["subscriptions"]
    if "billing_period" not in table or not running.any():
        return 1
    months = billing_months(table["billing_period"])[running]
    return YEAR_MONTHS if float(np.mean(months >= YEAR_MONTHS)) > 0.5 else 1


def _said(stays: StayModel) -> Phrase:
    """Return what the model says of new customers and of those who have stayed a year."""
    year = YEAR_MONTHS / stays.period_months
    there = stays.fitted.survival(np.array([year, 2 * year]))
    return phrase(
        "Monthly revenue × margin for as long as customers stay: of new ones {first:share} stay a year, of "
        "those {second:share} another one (shifted-beta-geometric on {n:count} customers, {left:count} of "
        "them left).",
        first=float(there[0]),
        second=float(there[1] / max(there[0], 1e-300)),
        n=round(stays.counts.customers),
        left=round(stays.counts.gone.sum()),
    )


def customer_table_revenue(data: CustomerData) -> MonthlyRevenue | None:
    """Return the revenue and leaving rate of a customer table with a monthly amount; None without it.

    Notes
    -----
    With a tenure (a sign-up date or a column in months) the leaving rate is leavers ÷ customer-months;
    without one the share of leavers is taken as that of a year, and the note says so. Without a churn
    column nobody is assumed to leave within the horizon.
    """
    if "mrr" not in data.customers:
        return None
    amounts = data.customers["mrr"].to_numpy(dtype=np.float64)
    if not np.isfinite(amounts).any():
        return None
    if "churned" not in data.customers:
        note = phrase("Monthly revenue × margin over the whole horizon: no column says who leaves.")
        return MonthlyRevenue(amounts, 0.0, note)
    churned = data.customers["churned"].fillna(value=False).to_numpy(dtype=bool)
    known = data.customers["churned"].notna().to_numpy()
    left = int(churned.sum())
    amounts = np.where(churned, 0.0, amounts)
    months = _tenure_months(data)
    if months is not None and np.nansum(months[known]) > 0:
        total = float(np.nansum(months[known]))
        share = min(left / total, 1.0)
        followed = known & np.isfinite(months)
        stays = fit_stay_model(np.nan_to_num(months) * DAYS_PER_MONTH, churned, followed)
        if stays is not None:
            return MonthlyRevenue(amounts, share, _said(stays), stays)
        note = phrase(
            "Monthly revenue × margin for as long as customers stay: {share:share} leave in a month "
            "({left:count} in {months:count} customer-months of tenure).",
            share=share, left=left, months=total,
        )  # fmt: skip
        return MonthlyRevenue(amounts, share, note)
    yearly = left / max(int(known.sum()), 1)
    share = 1 - (1 - yearly) ** (1 / 12) if yearly < 1 else 1.0
    note = phrase(
        "Monthly revenue × margin for as long as customers stay: the {yearly:share} who have left are taken "
        "as those of one year, as no column says since when customers are there.",
        yearly=yearly,
    )  # fmt: skip
    return MonthlyRevenue(amounts, share, note)


def stay_value(
    revenue: MonthlyRevenue, months: int, discount_rate_yearly: float, margin_share: float
) -> Floats:
    """Return Σ over `months` of revenue × survival × margin, discounted to today, shape (n_customers,).

    Notes
    -----
    A month's revenue is counted at its middle: survival to month m − ½ (of the fitted model from the time
    stayed so far, else (1 − leaving rate)^(m − ½)), discount (1 + yearly rate)^((m − ½) ÷ 12).
    """
    middle: Floats = np.arange(months, dtype=np.float64) + 0.5
    discount: Floats = np.power(1 + discount_rate_yearly, -middle / 12)
    if revenue.stays is not None:
        return np.asarray(revenue.amounts * margin_share * revenue.stays.summed(middle, discount))
    factor = (1 - revenue.leaving_share) ** middle * discount
    return np.asarray(revenue.amounts * margin_share * factor.sum())


def revenue_over(revenue: MonthlyRevenue, days: int) -> Floats:
    """Return the revenue expected over the next `days`, neither discounted nor cut to the margin."""
    months = days / DAYS_PER_MONTH
    if revenue.stays is not None:
        nodes, weights = np.polynomial.legendre.leggauss(NODES)
        middle: Floats = np.asarray(nodes + 1, dtype=np.float64) * (months / 2)
        length: Floats = np.asarray(weights, dtype=np.float64) * (months / 2)
        return np.asarray(revenue.amounts * revenue.stays.summed(middle, length))
    hazard = -np.log1p(-min(revenue.leaving_share, 1 - 1e-9))
    stay = months if hazard == 0 else -np.expm1(-hazard * months) / hazard
    return np.asarray(revenue.amounts * stay)


def _tenure_months(data: CustomerData) -> Floats | None:
    if "signup_date" in data.customers and data.as_of is not None:
        signed = data.customers["signup_date"].to_numpy().astype("datetime64[D]")
        end = np.full(len(signed), np.datetime64(data.as_of, "D"))
        if "churn_date" in data.customers:
            left = data.customers["churn_date"].to_numpy().astype("datetime64[D]")
            end = np.where(np.isnat(left), end, left)
        days = (end - signed).astype("timedelta64[D]").astype(np.float64)
        days[np.isnat(signed) | np.isnat(end)] = np.nan
        return np.asarray(np.clip(days, 0, None) / DAYS_PER_MONTH)
    for name in data.features.columns:
        if str(name).strip().lower() in TENURE_COLUMNS and data.features[name].dtype.kind == "f":
            return np.asarray(np.clip(data.features[name].to_numpy(dtype=np.float64), 0, None))
    return None


def _day(date: dt.date) -> float:
    return float(np.datetime64(date, "D").astype(np.int64))
