"""A shop: customers, orders, lines, returns; and what happens after the last day it exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from samples.purchase_process import Ints, ParetoNbd, Process, chance_of_buying, simulate_process
from samples.season import BusyClock, Floats, Peak, busy_clock


@dataclass(frozen=True)
class ShopSpec:
    """Everything that makes one shop."""

    seed: int
    start: date
    as_of: date
    future_days: int
    n_customers: int
    n_registered_only: int
    opening_share: float
    law: ParetoNbd
    weekday_weights: tuple[float, ...]
    peaks: tuple[Peak, ...]
    spend_p: float
    """Gamma shape of an order's worth around the customer's own mean."""
    spend_q: float
    spend_gamma: float
    extra_lines: float
    """Mean number of lines beyond the first."""
    return_share: float
    """Share of orders of which something comes back."""
    channels: tuple[tuple[str, float], ...]
    products: pd.DataFrame
    """Columns ``code``, ``product``, ``category``, ``price``."""
    discount_share: float = 0.0
    """Share of lines sold with 5, 10 or 20 % off."""
    yearly_price_rise: float = 0.04


@dataclass(frozen=True)
class Shop:
    """One realised shop."""

    spec: ShopSpec
    clock: BusyClock
    process: Process
    lines: pd.DataFrame
    """All lines, future included, in time order: ``order`` (number from 0), ``customer`` (index),
    ``ordered_on`` (timestamp), ``product`` (index), ``quantity``, ``price``, ``discount``, ``amount``,
    ``channel``, ``is_return``."""

    @property
    def exported(self) -> pd.DataFrame:
        """The lines an export on the as-of date holds."""
        end = pd.Timestamp(self.spec.as_of) + pd.Timedelta(days=1)
        return self.lines[self.lines["ordered_on"] < end].reset_index(drop=True)


def open_shop(spec: ShopSpec) -> Shop:
    """Return the shop of a specification; the same specification gives the same shop."""
    rng = np.random.default_rng(spec.seed)
    last = (pd.Timestamp(spec.as_of) + pd.Timedelta(days=spec.future_days)).date()
    clock = busy_clock(spec.start, last, spec.weekday_weights, spec.peaks)
    known_days = (spec.as_of - spec.start).days + 1
    process = simulate_process(spec.law, clock, spec.n_customers, spec.opening_share, known_days, rng)
    purchases = _purchase_lines(spec, clock, process, rng)
    lines = pd.concat([purchases, _return_lines(spec, purchases, rng)], ignore_index=True)
    lines = lines.sort_values(["ordered_on", "order", "product"], kind="stable").reset_index(drop=True)
    lines = lines[lines["ordered_on"] < pd.Timestamp(last) + pd.Timedelta(days=1)]
    return Shop(spec, clock, process, lines.reset_index(drop=True))


def _purchase_lines(
    spec: ShopSpec, clock: BusyClock, process: Process, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the lines of all orders."""
    n_orders = len(process.order_day)
    own_scale = rng.gamma(spec.spend_q, 1.0 / spec.spend_gamma, spec.n_customers)
    worth = rng.gamma(spec.spend_p, 1.0, n_orders) / own_scale[process.order_customer]
    ordered_on = clock.start + pd.to_timedelta(process.order_day, unit="D") + _time_of_day(n_orders, rng)
    names, weights = zip(*spec.channels, strict=True)
    favourite = rng.choice(len(names), spec.n_customers, p=weights)
    usual = favourite[process.order_customer]
    channel = np.where(rng.random(n_orders) < 0.75, usual, rng.choice(len(names), n_orders, p=weights))

    size = np.minimum(1 + rng.poisson(spec.extra_lines, n_orders), 9)
    order = np.repeat(np.arange(n_orders), size)
    product = _choose_products(spec, process.order_customer[order], rng)
    share = rng.gamma(1.5, 1.0, len(order))
    lines = pd.DataFrame({"order": order, "product": product, "share": share})
    lines = lines.drop_duplicates(["order", "product"]).reset_index(drop=True)
    at = lines["order"].to_numpy()
    value = worth[at] * lines["share"].to_numpy() / np.bincount(at, lines["share"].to_numpy(), n_orders)[at]
    years = (ordered_on.year.to_numpy() - spec.start.year)[at]
    base = spec.products["price"].to_numpy(np.float64)[lines["product"].to_numpy()]
    price = np.round(base * (1 + spec.yearly_price_rise) ** years, 1) - 0.05
    quantity = np.clip(np.round(value / price), 1, 48).astype(np.int64)
    full = np.round(quantity * price, 2)
    off = rng.choice([0.05, 0.1, 0.2], len(at)) * (rng.random(len(at)) < spec.discount_share)
    discount = np.round(full * off, 2)
    return pd.DataFrame(
        {
            "order": at,
            "customer": process.order_customer[at],
            "ordered_on": ordered_on[at],
            "product": lines["product"],
            "quantity": quantity,
            "price": np.round(price, 2),
            "discount": discount,
            "amount": np.round(full - discount, 2),
            "channel": np.asarray(names, dtype=object)[channel[at]],
            "is_return": False,
        }
    )


def _time_of_day(n: int, rng: np.random.Generator) -> pd.TimedeltaIndex:
    """Return minutes after midnight, with a busy late morning and evening."""
    minutes = np.where(rng.random(n) < 0.45, rng.normal(690, 110, n), rng.normal(1190, 130, n))
    return pd.to_timedelta(np.clip(np.round(minutes), 7 * 60, 23 * 60 + 55).astype(np.int64), unit="min")


def _choose_products(spec: ShopSpec, customer: Ints, rng: np.random.Generator) -> Ints:
    """Return a product per line: a few sell most, and everybody has a favourite category."""
    n_products = len(spec.products)
    popularity = rng.permutation(1.0 / np.arange(1, n_products + 1) ** 0.7)
    chosen = rng.choice(n_products, len(customer), p=popularity / popularity.sum())
    category, _ = pd.factorize(spec.products["category"])
    favourite = rng.integers(0, category.max() + 1, spec.n_customers)[customer]
    loyal = rng.random(len(customer)) < 0.45
    for number in range(int(category.max()) + 1):
        here = np.flatnonzero(loyal & (favourite == number))
        inside = np.flatnonzero(category == number)
        weights = popularity[inside] / popularity[inside].sum()
        chosen[here] = rng.choice(inside, len(here), p=weights)
    return np.asarray(chosen, dtype=np.int64)


def _return_lines(spec: ShopSpec, purchases: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the cancellation lines: negative quantity and amount, some days later."""
    n_orders = int(purchases["order"].max()) + 1
    comes_back = rng.random(n_orders) < spec.return_share
    later = pd.to_timedelta(rng.integers(2, 29, n_orders), unit="D") + _time_of_day(n_orders, rng)
    order = purchases["order"].to_numpy()
    picked = comes_back[order] & (rng.random(len(order)) < 0.6)
    lines: pd.DataFrame = purchases[picked].reset_index(drop=True)
    bought = lines["quantity"].to_numpy()
    whole = rng.random(len(lines)) < 0.7
    quantity = np.where(whole, bought, np.maximum(bought // 2, 1))
    amount = np.round(lines["amount"].to_numpy() * quantity / bought, 2)
    discount = np.round(lines["discount"].to_numpy() * quantity / bought, 2)
    back: pd.DataFrame = lines.assign(
        ordered_on=lines["ordered_on"].dt.normalize() + later[lines["order"].to_numpy()],
        quantity=-quantity,
        discount=-discount,
        amount=-amount,
        is_return=True,
    )
    return back


def future_truth(shop: Shop) -> pd.DataFrame:
    """Return per customer what happens in the days after the as-of date, and the best chance of guessing it.

    Returns
    -------
    pandas.DataFrame
        Index: customer; ``orders`` and ``spend_amount`` really made in the future days, ``p_buys`` and
        ``expected_orders`` as good as the visible past allows, ``rate`` and ``has_left`` hidden.
    """
    spec, process = shop.spec, shop.process
    end = pd.Timestamp(spec.as_of) + pd.Timedelta(days=1)
    later = shop.lines[(shop.lines["ordered_on"] >= end) & ~shop.lines["is_return"]]
    as_of_day = (spec.as_of - spec.start).days
    p_buys, expected = chance_of_buying(spec.law, shop.clock, process, as_of_day, spec.future_days)
    everyone = range(spec.n_customers)
    return pd.DataFrame(
        {
            "orders": later.groupby("customer")["order"].nunique().reindex(everyone, fill_value=0),
            "spend_amount": later.groupby("customer")["amount"]
            .sum()
            .reindex(everyone, fill_value=0.0)
            .round(2),
            "p_buys": np.round(p_buys, 5),
            "expected_orders": np.round(expected, 4),
            "rate": np.round(process.rate, 6),
            "has_left": process.death < as_of_day + 1,
        }
    )


def order_worth(shop: Shop) -> Floats:
    """Return the worth of every order, in order of number."""
    bought = shop.lines[~shop.lines["is_return"]]
    return bought.groupby("order")["amount"].sum().to_numpy(np.float64)
