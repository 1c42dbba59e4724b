"""Lifecycle stage: new, active, slowing, leaving, lost, won back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.results import Codes, Floats
from retention_desk.foundation.rhythm import own_rhythm_days
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import STAGES

if TYPE_CHECKING:
    import pandas as pd

NEW, ACTIVE, SLOWING, AT_RISK, LOST, WON_BACK = (
    list(STAGES).index(key) for key in ("new", "active", "slowing", "at_risk", "lost", "won_back")
)
UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Stages:
    """Stage codes, own rhythm and silence in days, shape (n_customers,)."""

    stage: Codes
    rhythm_days: Floats
    silent_days: Floats


def lifecycle_stages(data: CustomerData, book: OrderBook | None, settings: AnalysisSettings) -> Stages:
    """Return the stage of each customer, −1 where neither orders, subscriptions nor labels tell.

    Notes
    -----
    By orders, the first that holds: lost (silent longer than the lost-after gap), won back (returned
    after such a gap within `won_back_days`), new (first order within `new_days`), leaving (silence >
    2.5 × own rhythm), slowing (> 1.5 ×), active. A running subscription keeps a customer from being
    lost; an ended one without a later order makes them so. Customers known from a customer table only
    are lost by its label or leaving date, new by the date of signing up, else active.
    """
    n = data.n_customers
    stage = _by_label(data, settings)
    rhythm, silent = np.full(n, np.nan), np.full(n, np.nan)
    if data.as_of is not None:
        today = int(np.datetime64(data.as_of, "D").astype(np.int64))
        if book is not None:
            rhythm, silent = own_rhythm_days(book), _silence(book, today)
            by_order = _by_order(book, rhythm, silent, today, settings)
            stage = np.where(by_order != UNKNOWN, by_order, stage).astype(np.int8)
        if "subscriptions" in data.events and settings.general.business_type != "shop":
            stage = _with_subscriptions(data.events["subscriptions"], stage, today, settings, n)
    return Stages(stage, rhythm, silent)


def lost_after_days(settings: AnalysisSettings) -> int:
    """Return the silence after which a customer is lost: the setting, else the active window."""
    return settings.segments.lost_after_days or settings.general.active_window_days


def _silence(book: OrderBook, today: int) -> Floats:
    return np.where(book.order_count > 0, today - book.last_day, np.nan).astype(np.float64)


def _by_order(
    book: OrderBook, rhythm: Floats, silent: Floats, today: int, settings: AnalysisSettings
) -> Codes:
    segments, gone = settings.segments, lost_after_days(settings)
    returned = _returned_after(book, gone, today - segments.won_back_days)
    with np.errstate(invalid="ignore"):
        relative = silent / rhythm
        return np.select(
            [
                ~(book.order_count > 0),
                silent > gone,
                returned,
                today - book.first_day <= segments.new_days,
                relative > segments.at_risk_factor,
                relative > segments.slowing_factor,
            ],
            [UNKNOWN, LOST, WON_BACK, NEW, AT_RISK, SLOWING],
            default=ACTIVE,
        ).astype(np.int8)


def _returned_after(book: OrderBook, gap_days: int, since: int) -> Any:
    """Return who ordered after `since`, following a pause of more than `gap_days`; (n_customers,)."""
    same = np.zeros(book.n_orders, dtype=bool)
    same[1:] = book.customer[1:] == book.customer[:-1]
    pause = np.zeros(book.n_orders, dtype=np.int64)
    pause[1:] = book.day[1:] - book.day[:-1]
    back = same & (pause > gap_days) & (book.day > since)
    returned = np.zeros(book.n_customers, dtype=bool)
    returned[book.customer[back]] = True
    return returned


def _with_subscriptions(
    table: pd.DataFrame, stage: Codes, today: int, settings: AnalysisSettings, n: int
) -> Codes:
    customer = table["customer"].to_numpy(dtype=np.int64)
    start = day_number(table["started_on"])
    ended = table["ended_on"].notna().to_numpy()
    end = np.full(len(table), today + 1, dtype=np.int64)
    end[ended] = day_number(table["ended_on"][ended])
    running = (start <= today) & (end > today)
    has, runs = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    has[customer], runs[customer[running]] = True, True
    first = np.full(n, today + 1, dtype=np.int64)
    np.minimum.at(first, customer, start)
    restarted = _restarted(
        customer, start, end, lost_after_days(settings), today - settings.segments.won_back_days, n
    )
    ordered_lately = has & np.isin(stage, (NEW, ACTIVE, SLOWING, AT_RISK, WON_BACK))
    fresh = today - first <= settings.segments.new_days
    by_term = np.select([runs & restarted, runs & fresh, runs], [WON_BACK, NEW, ACTIVE], default=LOST)
    undecided = np.isin(stage, (UNKNOWN, LOST)) | ~ordered_lately
    return np.where(has & undecided, by_term, stage).astype(np.int8)


def _restarted(customer: Any, start: Any, end: Any, gap_days: int, since: int, n: int) -> Any:
    """Return who began a subscription after `since`, more than `gap_days` after the one before ended."""
    order = np.lexsort((start, customer))
    who, begin, stop = customer[order], start[order], end[order]
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (who[1:] == who[:-1]) & (begin[1:] - stop[:-1] > gap_days) & (begin[1:] > since)
    result = np.zeros(n, dtype=bool)
    result[who[again]] = True
    return result


def _by_label(data: CustomerData, settings: AnalysisSettings) -> Codes:
    table = data.customers
    stage = np.full(data.n_customers, UNKNOWN, dtype=np.int8)
    if "churned" in table:
        label = table["churned"].astype("boolean")
        stage[label.fillna(False).to_numpy(dtype=bool)] = LOST
        stage[(~label).fillna(False).to_numpy(dtype=bool)] = ACTIVE
    if "churn_date" in table:
        left = table["churn_date"].notna().to_numpy()
        stage[left] = LOST
        stage[~left & (stage == UNKNOWN)] = ACTIVE
    if "signup_date" in table and data.as_of is not None:
        age = (
            np.datetime64(data.as_of, "D") - table["signup_date"].to_numpy().astype("datetime64[D]")
        ).astype(float)
        known = table["signup_date"].notna().to_numpy()
        stage[known & (stage == ACTIVE) & (age <= settings.segments.new_days)] = NEW
    return stage
