"""A services firm: clients under contract, jobs, complaints, and who gives notice by a known logistic law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from samples.purchase_process import Ints
from samples.season import Floats, busy_clock

Flags = npt.NDArray[np.bool_]
JOB_TYPES = 5
SEGMENTS = 4
REGIONS = 5
PAYMENT = ("on time", "late", "very late")


@dataclass(frozen=True)
class NoticeLaw:
    """Log-odds of giving notice: a sum of known terms."""

    base: float = -2.15
    complaints_180_days: float = 0.95
    days_late: float = 0.07
    satisfaction_below_4: float = 0.9
    log_tenure_years: float = -0.45
    cooling: float = 1.6
    """When extra jobs have stopped over the last months."""
    segment: tuple[float, ...] = (0.35, 0.0, 0.1, -0.4)


@dataclass(frozen=True)
class FirmSpec:
    """Everything that makes one firm."""

    seed: int
    start: date
    as_of: date
    future_days: int
    n_clients: int
    undecided: int
    """Clients whose decision is not known on the as-of date."""
    hourly_rate: tuple[float, ...]
    """By type of job."""
    fee: float
    """Monthly fee of a small contract."""
    law: NoticeLaw = NoticeLaw()


@dataclass(frozen=True)
class Firm:
    """One realised firm, in codes rather than words."""

    spec: FirmSpec
    clients: pd.DataFrame
    """By client index: ``segment, region, owner, signup_on, contract_end, fee, days_late, payment,
    satisfaction``, ``p_notice`` (true chance), ``gives_notice``, ``is_decided``."""
    jobs: pd.DataFrame
    """All jobs, future included: ``client, done_on, type, hours, rate, amount, is_credit, job`` (number)."""
    complaints: pd.DataFrame
    """``client, opened_on, first_response_on, closed_on, kind, satisfaction``."""

    @property
    def exported_jobs(self) -> pd.DataFrame:
        """The jobs known on the as-of date."""
        known: pd.DataFrame = self.jobs[self.jobs["done_on"] <= pd.Timestamp(self.spec.as_of)]
        return known.reset_index(drop=True)


def run_firm(spec: FirmSpec) -> Firm:
    """Return the firm of a specification; the same specification gives the same firm."""
    rng = np.random.default_rng(spec.seed)
    n, as_of = spec.n_clients, pd.Timestamp(spec.as_of)
    tenure_days = np.clip(rng.gamma(1.6, 620.0, n), 45, 4200).astype(np.int64)
    segment = rng.choice(SEGMENTS, n, p=[0.38, 0.3, 0.2, 0.12])
    days_late = np.where(rng.random(n) < 0.55, 0, np.round(rng.gamma(1.3, 11.0, n))).astype(np.int64)
    cooling = rng.random(n) < 0.22
    grumpiness = rng.gamma(0.9, 1.1, n)
    complaints = _complaints(spec, tenure_days, grumpiness, rng)
    recent = complaints["opened_on"] > as_of - pd.Timedelta(days=180)
    complained = np.bincount(complaints.loc[recent, "client"], minlength=n)
    satisfaction = np.clip(np.round(2 * rng.normal(4.2 - 0.3 * grumpiness, 0.5)) / 2, 1, 5)
    logit = (
        spec.law.base
        + spec.law.complaints_180_days * complained
        + spec.law.days_late * days_late
        + spec.law.satisfaction_below_4 * np.maximum(4.0 - satisfaction, 0.0)
        + spec.law.log_tenure_years * np.log1p(tenure_days / 365.0)
        + spec.law.cooling * cooling
        + np.asarray(spec.law.segment)[segment]
    )
    p_notice = 1.0 / (1.0 + np.exp(-logit))
    undecided = np.zeros(n, dtype=np.bool_)
    undecided[rng.choice(n, spec.undecided, replace=False)] = True
    size = np.array([1.0, 1.8, 2.6, 5.5])[segment]
    clients = pd.DataFrame(
        {
            "segment": segment,
            "region": rng.integers(0, REGIONS, n),
            "owner": rng.integers(0, 4, n),
            "signup_on": as_of - pd.to_timedelta(tenure_days, unit="D"),
            "contract_end": as_of + pd.to_timedelta(rng.integers(20, 365, n), unit="D"),
            "fee": np.round(spec.fee * size * rng.lognormal(0.0, 0.2, n)),
            "days_late": days_late,
            "payment": np.digitize(days_late, [5, 20]),
            "satisfaction": satisfaction,
            "p_notice": np.round(p_notice, 5),
            "gives_notice": rng.random(n) < p_notice,
            "is_decided": ~undecided,
        }
    )
    return Firm(spec, clients, _jobs(spec, clients, cooling, size, rng), complaints)


def _complaints(
    spec: FirmSpec, tenure_days: Ints, grumpiness: Floats, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the complaints of the kept years, spread evenly over each client's time."""
    kept = (spec.as_of - spec.start).days + 1
    span = np.minimum(tenure_days, kept)
    client = np.repeat(np.arange(len(span)), rng.poisson(grumpiness * span / 365.0 * 0.75))
    back = np.floor(rng.random(len(client)) * span[client]).astype(np.int64)
    minutes = rng.integers(8 * 60, 18 * 60, len(client))
    day = pd.Timestamp(spec.as_of) - pd.to_timedelta(back, unit="D")
    opened = pd.Series(day + pd.to_timedelta(minutes, unit="min"))
    wait = np.round(rng.lognormal(np.log(420), 0.8, len(client))).astype(np.int64)
    work = np.round(rng.lognormal(np.log(3100), 0.7, len(client))).astype(np.int64)
    end = pd.Timestamp(spec.as_of) + pd.Timedelta(days=1)
    response = opened + pd.to_timedelta(wait, unit="min")
    closed = response + pd.to_timedelta(work, unit="min")
    rating = np.clip(np.round(rng.normal(3.4 - work / 6000.0, 1.0)), 1, 5)
    rated = (closed < end).to_numpy() & (rng.random(len(client)) < 0.5)
    frame = pd.DataFrame(
        {
            "client": client,
            "opened_on": opened,
            "first_response_on": response.where(response < end),
            "closed_on": closed.where(closed < end),
            "kind": rng.choice(4, len(client), p=[0.4, 0.3, 0.2, 0.1]),
            "satisfaction": np.where(rated, rating, np.nan),
        }
    )
    return frame.sort_values(["opened_on", "client"], kind="stable").reset_index(drop=True)


def _jobs(
    spec: FirmSpec, clients: pd.DataFrame, cooling: Flags, size: Floats, rng: np.random.Generator
) -> pd.DataFrame:
    """Return planned visits and extra jobs; cooling clients stop the extra ones, leavers all of them."""
    last = (pd.Timestamp(spec.as_of) + pd.Timedelta(days=spec.future_days)).date()
    clock = busy_clock(spec.start, last, (1.1, 1.1, 1.0, 1.0, 0.9, 0.15, 0.05), ())
    begin = np.maximum((clients["signup_on"] - clock.start).dt.days.to_numpy(), 0).astype(np.float64)
    today = float((spec.as_of - spec.start).days + 1)
    leave = today + rng.integers(5, 45, len(clients))
    finish = np.where(clients["gives_notice"], leave, float(clock.n_days))
    cooled = np.where(cooling, np.maximum(today - 120.0, begin), finish)
    first, last_day = clock.busy(begin), clock.busy(finish)
    planned = _moments(first, last_day, 0.011 * size**0.5, rng)
    extra = _moments(first, clock.busy(np.minimum(cooled, finish)), 0.009 * size**0.5, rng)
    client = np.concatenate([planned[0], extra[0]])
    day = np.floor(clock.calendar(np.concatenate([planned[1], extra[1]]))).astype(np.int64)
    kind = np.where(np.arange(len(client)) < len(planned[0]), 0, rng.integers(1, JOB_TYPES, len(client)))
    hours = np.maximum(np.round(2 * rng.gamma(4.0, size[client] ** 0.5, len(client))) / 2, 0.5)
    rate = np.asarray(spec.hourly_rate)[kind]
    done = clock.start + pd.to_timedelta(day, unit="D")
    jobs = pd.DataFrame({"client": client, "done_on": done, "type": kind, "hours": hours, "rate": rate})
    jobs["amount"] = np.round(hours * rate, 2)
    jobs["is_credit"] = False
    jobs = jobs.sort_values(["done_on", "client"], kind="stable").reset_index(drop=True)
    jobs["job"] = np.arange(len(jobs))
    credited = jobs[rng.random(len(jobs)) < 0.025]
    later = pd.to_timedelta(rng.integers(3, 40, len(credited)), unit="D")
    notes = credited.assign(
        done_on=credited["done_on"] + later,
        hours=-credited["hours"],
        amount=-credited["amount"],
        is_credit=True,
    )
    both = pd.concat([jobs, notes]).sort_values(["done_on", "job"], kind="stable")
    inside: pd.DataFrame = both[both["done_on"] <= pd.Timestamp(last)]
    return inside.reset_index(drop=True)


def _moments(begin: Floats, end: Floats, per_day: Floats, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Return whose job and when (busy days), evenly spread with a little jitter as visits are."""
    count = np.maximum(np.floor((end - begin) * per_day + rng.random(len(begin))), 0).astype(np.int64)
    client = np.repeat(np.arange(len(begin)), count)
    within = np.arange(len(client)) - np.repeat(np.cumsum(count) - count, count)
    share = (within + rng.random(len(client))) / count[client]
    return client, begin[client] + share * (end - begin)[client]


def future_of_clients(firm: Firm) -> pd.DataFrame:
    """Return per client what is decided and done after the as-of date, and the true chance of notice."""
    later = firm.jobs[(firm.jobs["done_on"] > pd.Timestamp(firm.spec.as_of)) & ~firm.jobs["is_credit"]]
    everyone = range(firm.spec.n_clients)
    return pd.DataFrame(
        {
            "gives_notice": firm.clients["gives_notice"].astype(int),
            "is_decided": firm.clients["is_decided"].astype(int),
            "p_notice": firm.clients["p_notice"],
            "jobs": later.groupby("client")["job"].nunique().reindex(everyone, fill_value=0),
            "amount": later.groupby("client")["amount"].sum().reindex(everyone, fill_value=0.0).round(2),
        }
    )
