"""When customers buy and when they silently leave: a Pareto/NBD world with seasons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from samples.season import BusyClock, Floats

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ParetoNbd:
    """Rates differ by a gamma(r, α) law, lifetimes by a Pareto(s, β) law; times in days.

    References
    ----------
    Schmittlein, Morrison, Colombo (1987), Counting Your Customers.
    """

    r: float
    alpha_days: float
    s: float
    beta_days: float


@dataclass(frozen=True)
class Process:
    """Who was born when, left when, and bought when."""

    birth: Floats
    """Day of the first purchase, shape ``(n_customers,)``, ascending."""
    death: Floats
    """Day on which the customer silently leaves, known to nobody."""
    rate: Floats
    """Own purchases per busy day."""
    order_customer: Ints
    """Index of the buyer, shape ``(n_orders,)``, in time order."""
    order_day: Ints
    """Whole days since the start."""


def simulate_process(
    law: ParetoNbd,
    clock: BusyClock,
    n_customers: int,
    opening_share: float,
    born_before: int,
    rng: np.random.Generator,
) -> Process:
    """Return one realisation over the whole calendar, the future included.

    Parameters
    ----------
    law
        How rates and lifetimes differ between customers.
    clock
        Purchases happen evenly in its busy time; lifetimes run in calendar days.
    n_customers
        How many customers buy at least once.
    opening_share
        Share of them who knew the shop already and show up within the first 75 days.
    born_before
        No first purchase on or after this day: nobody is new in the future.
    rng
        Source of chance.
    """
    opening = rng.random(n_customers) < opening_share
    span = np.where(opening, 75.0, float(born_before))
    birth = np.sort(np.floor(clock.calendar(rng.random(n_customers) * clock.busy(span))))
    rate = rng.gamma(law.r, 1.0 / law.alpha_days, n_customers)
    lifetime = rng.exponential(1.0, n_customers) / rng.gamma(law.s, 1.0 / law.beta_days, n_customers)
    death = birth + lifetime
    begin = clock.busy(birth)
    end = clock.busy(np.minimum(death, float(clock.n_days)))
    repeats = rng.poisson(rate * (end - begin))
    buyer = np.repeat(np.arange(n_customers), repeats)
    moment = begin[buyer] + rng.random(len(buyer)) * (end - begin)[buyer]
    day = np.concatenate([birth, np.floor(clock.calendar(moment))]).astype(np.int64)
    customer = np.concatenate([np.arange(n_customers), buyer]).astype(np.int64)
    order = np.lexsort((customer, day))
    return Process(birth, death, rate, customer[order], np.minimum(day[order], clock.n_days - 1))


def chance_of_buying(
    law: ParetoNbd, clock: BusyClock, process: Process, as_of_day: int, horizon_days: int
) -> tuple[Floats, Floats]:
    """Return P(buys in the horizon) and the expected orders, given only what an analyst can see.

    The best anyone can do who knows the four parameters and the seasons, but not the customer's
    own rate nor whether he has left.

    Parameters
    ----------
    law, clock, process
        The simulated world.
    as_of_day
        The last day seen, days since the start.
    horizon_days
        Days after it.

    Returns
    -------
    tuple
        Two arrays, shape ``(n_customers,)``.

    Notes
    -----
    With x repeats, last purchase at t, rates integrated out, the weight of a lifetime ending at τ > t is
    f(τ) (α + E(min(τ, T)))^-(r + x), with E the busy time since the first purchase and f the Pareto
    density; one integral over τ remains and is taken on a grid.
    """
    seen = process.order_day <= as_of_day
    n = len(process.birth)
    orders = np.bincount(process.order_customer[seen], minlength=n).astype(np.float64)
    last = np.zeros(n)
    np.maximum.at(last, process.order_customer[seen], process.order_day[seen].astype(np.float64))
    shape = law.r + orders - 1.0
    now = float(as_of_day + 1)
    begin = clock.busy(process.birth)
    exposure = clock.busy(np.full(n, now)) - begin

    def survival(tau: Floats) -> Floats:
        age: Floats = tau - process.birth
        return np.asarray((law.beta_days / (law.beta_days + np.maximum(age, 0.0))) ** law.s, dtype=np.float64)

    left = np.zeros(n)
    steps = np.linspace(0.0, 1.0, 201)
    for low, high in pairwise(steps):
        mass = survival(last + (now - last) * low) - survival(last + (now - last) * high)
        middle = clock.busy(last + (now - last) * (low + high) / 2) - begin
        left += mass * ((law.alpha_days + middle) / (law.alpha_days + exposure)) ** -shape
    alive = survival(np.full(n, now))
    no_order, expected = np.zeros(n), np.zeros(n)
    edges = np.linspace(now, now + horizon_days, 91)
    for low, high in pairwise(edges):
        mass = survival(np.full(n, low)) - survival(np.full(n, high))
        gained = clock.busy(np.full(n, (low + high) / 2)) - begin - exposure
        no_order += mass * ((law.alpha_days + exposure + gained) / (law.alpha_days + exposure)) ** -shape
        expected += mass * gained
    gained = clock.busy(np.full(n, now + horizon_days)) - begin - exposure
    beyond = survival(np.full(n, now + horizon_days))
    no_order += beyond * ((law.alpha_days + exposure + gained) / (law.alpha_days + exposure)) ** -shape
    expected += beyond * gained
    total = left + alive
    expected *= shape / (law.alpha_days + exposure) / total
    return 1.0 - (left + no_order) / total, expected


def auc(score: Floats, happened: npt.NDArray[np.bool_]) -> float:
    """Return the chance that one for whom it happened scores above one for whom it did not; ties half."""
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    upper = np.cumsum(counts)
    rank = (upper - (counts - 1) / 2.0)[inverse]
    hits = int(happened.sum())
    return float((rank[happened].sum() - hits * (hits + 1) / 2) / (hits * (len(score) - hits)))
