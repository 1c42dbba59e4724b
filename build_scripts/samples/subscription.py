"""A subscription service, week by week: use, trouble, changes of terms, and leaving by a known law."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from samples.purchase_process import Ints
from samples.season import Floats

Flags = npt.NDArray[np.bool_]
TICKET_TYPES = ("question", "bug", "billing", "complaint")
COMPLAINT = 3


@dataclass(frozen=True)
class LeavingLaw:
    """Weekly log-odds of leaving: a sum of known terms."""

    base: float = -5.35
    usage_drop: float = 5.2
    """Times the share of normal use that is missing."""
    trouble: float = 1.1
    """Times complaints, fading by a fifth a week."""
    log_tenure_weeks: float = -0.16
    annual: float = -0.7
    plan: tuple[float, ...] = (0.25, 0.0, -0.25, -0.5)


@dataclass(frozen=True)
class SubscriptionSpec:
    """Everything that makes one service."""

    seed: int
    first_monday: date
    as_of: date
    """A Sunday."""
    future_days: int
    n_customers: int
    opening_share: float
    """Share of customers who were there in the first four weeks."""
    prices: tuple[float, ...]
    """Monthly price per seat of the plans, cheapest first."""
    activity_weeks: int
    """The export keeps this many weeks of activity."""
    n_features: int = 6
    law: LeavingLaw = LeavingLaw()

    @property
    def weeks(self) -> int:
        """Weeks up to and with the as-of date."""
        return ((self.as_of - self.first_monday).days + 1) // 7


@dataclass(frozen=True)
class Standing:
    """How every customer stands at the end of a week; shape ``(n_customers,)`` each."""

    running: Flags
    engagement: Floats
    """Use as a share of the customer's normal use."""
    fading: Flags
    trouble: Floats
    tenure_weeks: Floats
    plan: Ints
    seats: Ints
    annual: Flags
    away_weeks: Ints
    """Weeks since leaving; 0 while running or never there."""

    def taken(self, who: Ints | Flags) -> Self:
        """Return the standing of some customers."""
        return replace(self, **{f.name: getattr(self, f.name)[who] for f in fields(self)})


def leaving_probability(law: LeavingLaw, now: Standing) -> Floats:
    """Return the chance of leaving within a week for those who run."""
    logit = (
        law.base
        + law.usage_drop * np.maximum(1.0 - now.engagement, 0.0)
        + law.trouble * now.trouble
        + law.log_tenure_weeks * np.log1p(now.tenure_weeks)
        + law.annual * now.annual
        + np.asarray(law.plan)[now.plan]
    )
    return np.asarray(np.where(now.running, 1.0 / (1.0 + np.exp(-logit)), 0.0), dtype=np.float64)


@dataclass(frozen=True)
class Week:
    """What happened in one week."""

    tickets: Ints
    """New tickets by customer and type, shape ``(n_customers, 4)``."""
    leaves: Flags
    returns: Flags
    changes: Flags
    """Plan or seats changed."""


def pass_week(law: LeavingLaw, before: Standing, rng: np.random.Generator) -> tuple[Standing, Week]:
    """Return how everybody stands a week later, and what happened in it."""
    n = len(before.running)
    run = before.running
    fading = np.where(before.fading, rng.random(n) < 0.97, rng.random(n) < 0.011) & run
    pull = np.where(fading, before.engagement * 0.91, before.engagement + 0.3 * (1.0 - before.engagement))
    engagement = np.clip(pull + rng.normal(0.0, 0.03, n), 0.02, 1.15)
    rates = np.array([0.011, 0.006, 0.003, 0.010]) * (1.0 + 2.0 * (before.tenure_weeks < 6))[:, None]
    tickets = rng.poisson(rates * run[:, None])
    trouble = before.trouble * 0.8 + tickets[:, COMPLAINT]
    standing = replace(before, engagement=engagement, fading=fading, trouble=trouble)
    leaves = rng.random(n) < leaving_probability(law, standing)
    returns = ~run & (before.away_weeks >= 9) & (rng.random(n) < 0.002)
    chance = rng.random((3, n))
    rises = run & ~leaves & (chance[0] < 0.005) & (engagement > 0.85) & (before.plan < len(law.plan) - 1)
    drops = run & ~leaves & ~rises & (chance[1] < 0.002 + 0.008 * (engagement < 0.6)) & (before.plan > 0)
    grows = run & ~leaves & ~rises & ~drops & (chance[2] < 0.006)
    more = np.where(rng.random(n) < 0.7, 1, -1) * grows
    seats = np.maximum(before.seats + more, 1)
    after = Standing(
        running=(run & ~leaves) | returns,
        engagement=np.where(returns, 0.9, engagement),
        fading=fading & ~returns,
        trouble=trouble * ~returns,
        tenure_weeks=np.where(run & ~leaves, before.tenure_weeks + 1, 0.0),
        plan=before.plan + rises - drops,
        seats=seats,
        annual=before.annual,
        away_weeks=np.where(
            leaves, 1, np.where(returns | (before.away_weeks == 0), 0, before.away_weeks + 1)
        ),
    )
    return after, Week(tickets, leaves, returns, rises | drops | (seats != before.seats))


@dataclass(frozen=True)
class Service:
    """One realised service; weeks run over the known time and the future."""

    spec: SubscriptionSpec
    joined_week: Ints
    history: tuple[Standing, ...]
    """Standing at the end of each week."""
    weeks: tuple[Week, ...]
    leaves_share: Floats
    """True chance that a customer running on the as-of date leaves within the future days; NaN for others."""


def run_service(spec: SubscriptionSpec) -> Service:
    """Return the service of a specification; the same specification gives the same service."""
    rng = np.random.default_rng(spec.seed)
    n = spec.n_customers
    opening = rng.random(n) < spec.opening_share
    last_week = spec.weeks - 1
    joined = np.sort(np.where(opening, rng.integers(0, 4, n), rng.integers(4, last_week, n)))
    plan = rng.choice(len(spec.prices), n, p=[0.42, 0.34, 0.18, 0.06])
    standing = Standing(
        running=np.zeros(n, dtype=np.bool_),
        engagement=np.ones(n),
        fading=np.zeros(n, dtype=np.bool_),
        trouble=np.zeros(n),
        tenure_weeks=np.where(opening, rng.integers(1, 60, n), 0).astype(np.float64),
        plan=plan,
        seats=1 + rng.poisson(np.array([0.6, 2.5, 6.0, 14.0])[plan]),
        annual=rng.random(n) < 0.28,
        away_weeks=np.zeros(n, dtype=np.int64),
    )
    history, weeks = [], []
    for number in range(spec.weeks + spec.future_days // 7 + 1):
        standing, week = pass_week(spec.law, standing, rng)
        standing = replace(standing, running=standing.running | (joined == number))
        history.append(standing)
        weeks.append(week)
    shares = true_leaving_share(spec, history[last_week])
    return Service(spec, joined, tuple(history), tuple(weeks), shares)


def true_leaving_share(spec: SubscriptionSpec, now: Standing, futures: int = 250) -> Floats:
    """Return the share of many simulated futures in which each running customer leaves; NaN for others."""
    rng = np.random.default_rng(spec.seed + 7)
    who = np.flatnonzero(now.running)
    gone = np.zeros((futures, len(who)), dtype=np.bool_)
    standing = now.taken(np.tile(who, futures))
    for week in range(spec.future_days // 7 + 1):
        standing, happened = pass_week(spec.law, standing, rng)
        day_of_week = leaving_day(len(standing.running), rng)
        in_time = 7 * week + day_of_week < spec.future_days
        gone |= (happened.leaves & in_time).reshape(futures, len(who))
    result = np.full(len(now.running), np.nan)
    result[who] = gone.mean(axis=0)
    return result


def leaving_day(count: int, rng: np.random.Generator) -> Ints:
    """Return days of the week, 0 to 6."""
    return np.asarray(rng.integers(0, 7, count), dtype=np.int64)


def day_number(spec: SubscriptionSpec, week: int) -> pd.Timestamp:
    """Return the Monday of a week."""
    return pd.Timestamp(spec.first_monday) + pd.Timedelta(weeks=week)
