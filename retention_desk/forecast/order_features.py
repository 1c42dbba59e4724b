"""What an order history said of each customer on a given day, for the forecast of silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.dated_features import DatedFeatures
from retention_desk.forecast.event_columns import of_seen
from retention_desk.forecast.feature_table import Feature, feature_table
from retention_desk.forecast.purchase_counts import PurchaseCounts, count_purchases
from retention_desk.forecast.purchase_model import PurchaseModel, fit_purchase_model
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.rhythm import own_rhythm_days
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RECENT_DAYS = 90
SMALLEST_CHANCE = 1e-4
TOLD_AS_ONE = {
    "silence_in_rhythms": "days_since_last_order",
    "silence_effect": "days_since_last_order",
    "fresh_chance": "orders",
    "order_trend": "recent_orders",
}


def book_until(book: OrderBook, day: int) -> OrderBook:
    """Return the book as it stood at the end of `day`."""
    orders, bought, lines = book.day <= day, book.purchase_day <= day, book.line_day <= day
    customer, days = book.customer[orders], book.day[orders]
    n = book.n_customers
    first, last = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32)
    first[customer[::-1]] = days[::-1]
    last[customer] = days
    gross = np.bincount(customer, weights=book.gross_amount[orders], minlength=n)
    line_customer, net = book.line_customer[lines], book.line_net_amount[lines]
    return replace(
        book,
        customer=customer,
        day=days,
        gross_amount=book.gross_amount[orders],
        lines=book.lines[orders],
        purchase_customer=book.purchase_customer[bought],
        purchase_day=book.purchase_day[bought],
        purchase_amount=book.purchase_amount[bought],
        line_customer=line_customer,
        line_day=book.line_day[lines],
        line_net_amount=net,
        line_is_purchase=book.line_is_purchase[lines],
        order_count=np.bincount(customer, minlength=n).astype(np.int32),
        first_day=first,
        last_day=last,
        gross_total=gross.astype(np.float64),
        net_total=np.bincount(line_customer, weights=net, minlength=n).astype(np.float64),
    )


def history_features(
    whole: OrderBook,
    day: int,
    horizon_days: int,
    active_days: int,
    *,
    activity: bool = False,
    more: Iterable[Feature] = (),
) -> DatedFeatures:
    """Return recency, frequency, money, own rhythm and the purchase model's view, from before `day` only.

    Parameters
    ----------
    whole : OrderBook
        May hold later orders; none of them is seen.
    day : int
        End of this day, days since 1970-01-01.
    horizon_days, active_days : int
    activity : bool
        The book holds active days instead of orders: says so in the sentences.
    more : iterable of Feature
        Of the same day, from other tables.

    Notes
    -----
    The model's log-odds of no order are split in two that add up: what they would be had the customer
    ordered just now (a matter of how often), and what the silence since adds.
    """
    book = book_until(whole, day)
    n, counts = book.n_customers, count_purchases(book, day)
    seen = np.zeros(n, dtype=bool)
    seen[counts.customer] = True
    model = fit_purchase_model(counts) if len(counts) else None
    p_none, fresh = _model_view(model, counts, horizon_days)
    silent = _spread(counts.age_days - counts.last_days, counts, n)
    age = _spread(counts.age_days, counts, n)
    recent = _orders_in(book, day - RECENT_DAYS, day)
    before = _orders_in(book, day - 2 * RECENT_DAYS, day - RECENT_DAYS)
    orders = _spread(counts.repeats + 1, counts, n)
    spend = _spread((counts.repeats + 1) * counts.mean_spend, counts, n)
    rhythm = own_rhythm_days(book)
    usual = np.where(np.isfinite(rhythm), rhythm, np.nanmedian(silent) if seen.any() else 0.0)
    effect = _spread(_log_odds(p_none) - _log_odds(fresh), counts, n)
    made = {
        "days_since_last_order": (np.log1p(silent), silent, usual),
        "silence_in_rhythms": (np.log((silent + 1) / (usual + 1)), silent, usual),
        "silence_effect": (effect, silent, usual),
        "orders": (np.log(orders), orders, None),
        "fresh_chance": (_spread(_log_odds(fresh), counts, n), orders, None),
        "spend": (np.log(np.maximum(spend, 1e-2)), spend, None),
        "customer_for_days": (np.log1p(age), age, None),
        "recent_orders": (np.log1p(recent), recent, before),
        "order_trend": (np.log((recent + 1) / (before + 1)), recent, before),
        "returns_share": (back := _returns_share(book), back, None),
    }  # fmt: skip
    say = _SENTENCES_OF_ACTIVITY if activity else _SENTENCES
    features = [_said(name, *made[name], seen, say) for name in made if name in say]
    features += [of_seen(feature, seen) for feature in more]
    return DatedFeatures(feature_table(features, n), seen, seen & (silent < active_days), silent)


def _said(
    name: str,
    values: Floats,
    shown: Floats,
    usually: Floats | None,
    seen: Flags,
    say: dict[str, tuple[Phrase, Phrase]],
) -> Feature:
    return Feature(
        name, say[name][0], np.where(seen, values, np.nan), template=say[name][1],
        shown=np.where(seen, shown, np.nan), typical=_median(shown, seen) if usually is None else usually,
    )  # fmt: skip


def _returns_share(book: OrderBook) -> Floats:
    """Return the share of the gross spend that came back, 0–1, shape (n_customers,)."""
    back = ~book.line_is_purchase
    returned = np.bincount(
        book.line_customer[back], weights=-book.line_net_amount[back], minlength=book.n_customers
    )
    return np.clip(returned / np.maximum(book.gross_total, 1e-9), 0, 1)


_SENTENCES: dict[str, tuple[Phrase, Phrase]] = {
    "days_since_last_order": (
        phrase("Days since the last order"),
        phrase("No order for {value:count} days; usually every {typical:count}"),
    ),
    "silence_in_rhythms": (
        phrase("Silence against the own rhythm"),
        phrase("No order for {value:count} days; usually every {typical:count}"),
    ),
    "silence_effect": (
        phrase("Silence in the purchase model"),
        phrase("No order for {value:count} days; usually every {typical:count}"),
    ),
    "orders": (phrase("Order days"), phrase("Order days so far: {value:count} (typical: {typical:count})")),
    "fresh_chance": (
        phrase("Order frequency in the purchase model"),
        phrase("Order days so far: {value:count} (typical: {typical:count})"),
    ),
    "spend": (phrase("Spend so far"), phrase("{value:money} spent so far (typical: {typical:money})")),
    "customer_for_days": (
        phrase("Days since the first order"),
        phrase("Days as a customer: {value:count} (typical: {typical:count})"),
    ),
    "recent_orders": (
        phrase("Orders in 90 days"),
        phrase("Orders in the last 90 days: {value:count}; in the 90 days before: {typical:count}"),
    ),
    "order_trend": (
        phrase("Order trend"),
        phrase("Orders in the last 90 days: {value:count}; in the 90 days before: {typical:count}"),
    ),
    "returns_share": (
        phrase("Share returned"),
        phrase("{value:share0} of the amount returned (typical: {typical:share0})"),
    ),
}
_SENTENCES_OF_ACTIVITY: dict[str, tuple[Phrase, Phrase]] = {
    "days_since_last_order": (
        phrase("Days since the last activity"),
        phrase("No activity for {value:count} days; usually every {typical:count}"),
    ),
    "silence_in_rhythms": (
        phrase("Silence against the own rhythm"),
        phrase("No activity for {value:count} days; usually every {typical:count}"),
    ),
    "silence_effect": (
        phrase("Silence in the activity model"),
        phrase("No activity for {value:count} days; usually every {typical:count}"),
    ),
    "orders": (phrase("Active days"), phrase("Active days so far: {value:count} (typical: {typical:count})")),
    "fresh_chance": (
        phrase("Frequency in the activity model"),
        phrase("Active days so far: {value:count} (typical: {typical:count})"),
    ),
    "customer_for_days": (
        phrase("Days since the first activity"),
        phrase("Days since the first activity: {value:count} (typical: {typical:count})"),
    ),
    "recent_orders": (
        phrase("Active days in 90 days"),
        phrase("Active days in the last 90: {value:count}; in the 90 before: {typical:count}"),
    ),
    "order_trend": (
        phrase("Activity trend"),
        phrase("Active days in the last 90: {value:count}; in the 90 before: {typical:count}"),
    ),
}


def _model_view(
    model: PurchaseModel | None, counts: PurchaseCounts, horizon_days: int
) -> tuple[Floats, Floats]:
    """Return P(no order) of each buyer as things are, and had they ordered on the last day seen."""
    if model is None:
        return np.full(len(counts), 0.5), np.full(len(counts), 0.5)
    now = 1 - model.p_buy(counts, model.p_alive(counts), horizon_days)
    once = counts.repeats == 0
    just = replace(
        counts, last_days=np.where(once, 0.0, counts.age_days), age_days=np.where(once, 0.0, counts.age_days)
    )
    return now, 1 - model.p_buy(just, model.p_alive(just), horizon_days)


def _orders_in(book: OrderBook, after: int, until: int) -> Floats:
    inside = (book.purchase_day > after) & (book.purchase_day <= until)
    return np.bincount(book.purchase_customer[inside], minlength=book.n_customers).astype(np.float64)


def _spread(values: Floats, counts: PurchaseCounts, n: int) -> Floats:
    result = np.full(n, np.nan)
    result[counts.customer] = values
    return result


def _log_odds(chance: Floats) -> Floats:
    kept = np.clip(chance, SMALLEST_CHANCE, 1 - SMALLEST_CHANCE)
    return np.asarray(np.log(kept / (1 - kept)))


def _median(values: Floats, seen: Flags) -> float:
    return float(np.median(values[seen])) if seen.any() else float("nan")
