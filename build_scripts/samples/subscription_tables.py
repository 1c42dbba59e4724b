"""The tables a subscription service keeps, in codes rather than words, up to the as-of date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from samples.subscription import COMPLAINT, TICKET_TYPES, Service, day_number, leaving_day

_ADOPTION = np.array([1.0, 0.3, 0.2, 0.13, 0.08, 0.05])
_SHARE = np.array([0.5, 0.18, 0.12, 0.1, 0.06, 0.04])
_ACTIONS = 6.5
"""Mean number of further actions in a session."""
_WEEKDAY = np.array([0.2, 0.19, 0.2, 0.18, 0.15, 0.04, 0.04])
REASONS = ("unused", "support", "price", "competitor", "missing_feature", "closed")


@dataclass(frozen=True)
class ServiceTables:
    """Frames with ``customer`` as an index from 0 and every category as a code."""

    subscriptions: pd.DataFrame
    """``customer, started_on, ended_on, plan, seats, annual, mrr, status, reason``, by start."""
    activity: pd.DataFrame
    """``customer, happened_on, feature, count, minutes``: a week's use, dated by its last day."""
    tickets: pd.DataFrame
    """``customer, opened_on, first_response_on, closed_on, type, satisfaction, resolved_at_once``."""
    surveys: pd.DataFrame
    """``customer, answered_on, score, mood``."""


def tables_of(service: Service) -> ServiceTables:
    """Return what the service's systems hold on the as-of date."""
    rng = np.random.default_rng(service.spec.seed + 1)
    return ServiceTables(
        _subscriptions(service, rng), _activity(service, rng), _tickets(service, rng), _surveys(service, rng)
    )


def leavings(service: Service) -> pd.DataFrame:
    """Return every leaving, future included: ``customer``, ``week``, ``left_on``."""
    rng = np.random.default_rng(service.spec.seed + 2)
    found = [(week, np.flatnonzero(happened.leaves)) for week, happened in enumerate(service.weeks)]
    week = np.repeat([w for w, _ in found], [len(who) for _, who in found])
    customer = np.concatenate([who for _, who in found])
    monday = pd.Timestamp(service.spec.first_monday) + pd.to_timedelta(7 * week, unit="D")
    left_on = monday + pd.to_timedelta(leaving_day(len(week), rng), unit="D")
    return pd.DataFrame({"customer": customer, "week": week, "left_on": left_on})


def _beginnings(service: Service, rng: np.random.Generator) -> pd.DataFrame:
    """Return every first day under new terms: joining, coming back, changing plan or seats."""
    spec, parts = service.spec, []
    for number in range(spec.weeks):
        terms, week = service.history[number], service.weeks[number]
        for kind, chosen in (
            ("joined", service.joined_week == number),
            ("returned", week.returns),
            ("changed", week.changes),
        ):
            who = np.flatnonzero(chosen)
            day = day_number(spec, number) + pd.to_timedelta(leaving_day(len(who), rng), unit="D")
            if kind == "joined":
                day = day - pd.to_timedelta(7 * terms.tenure_weeks[who].astype(np.int64), unit="D")
            parts.append(
                pd.DataFrame(
                    {
                        "customer": who,
                        "started_on": day,
                        "kind": kind,
                        "plan": terms.plan[who],
                        "seats": terms.seats[who],
                        "annual": terms.annual[who],
                    }
                )
            )
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _subscriptions(service: Service, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per stretch under the same terms; the next stretch begins the day the last one ends."""
    spec = service.spec
    begun = (
        _beginnings(service, rng)
        .sort_values(["customer", "started_on"], kind="stable")
        .reset_index(drop=True)
    )
    left = leavings(service)
    left = left[left["left_on"] <= pd.Timestamp(spec.as_of)]
    left = left.assign(reason=_reasons(service, left, rng))
    ends = pd.concat(
        [
            begun.loc[begun["kind"] == "changed", ["customer", "started_on"]].rename(
                columns={"started_on": "day"}
            ),
            left.rename(columns={"left_on": "day"})[["customer", "day", "reason"]],
        ]
    ).sort_values("day", kind="stable")
    rows = pd.merge_asof(
        begun.sort_values("started_on", kind="stable"),
        ends.assign(ended_on=ends["day"]),
        left_on="started_on",
        right_on="day",
        by="customer",
        direction="forward",
        allow_exact_matches=False,
    )
    price = np.asarray(spec.prices)[rows["plan"]] * rows["seats"]
    running = rows["ended_on"].isna()
    status = np.where(running, "active", np.where(rows["reason"].isna(), "changed", "cancelled"))
    return pd.DataFrame(
        {
            "customer": rows["customer"],
            "started_on": rows["started_on"],
            "ended_on": rows["ended_on"],
            "plan": rows["plan"],
            "seats": rows["seats"],
            "annual": rows["annual"],
            "mrr": np.round(price * np.where(rows["annual"], 0.85, 1.0), 2),
            "status": status,
            "reason": rows["reason"].where(rows["reason"] != "unknown"),
        }
    )


def _reasons(service: Service, left: pd.DataFrame, rng: np.random.Generator) -> list[str]:
    """Return why each left, as told on the way out: mostly the true cause, sometimes nothing."""
    who, before = left["customer"].to_numpy(), np.maximum(left["week"].to_numpy() - 1, 0)
    engagement = np.stack([h.engagement for h in service.history])[before, who]
    trouble = np.stack([h.trouble for h in service.history])[before, who]
    told = rng.choice(REASONS[2:], len(left), p=[0.42, 0.26, 0.18, 0.14])
    told = np.where((engagement < 0.6) & (rng.random(len(left)) < 0.75), "unused", told)
    told = np.where((trouble > 0.6) & (rng.random(len(left)) < 0.8), "support", told)
    return [str(r) for r in np.where(rng.random(len(left)) < 0.1, "unknown", told)]


def _activity(service: Service, rng: np.random.Generator) -> pd.DataFrame:
    """Return the last weeks' use by feature."""
    spec, parts = service.spec, []
    adopted = rng.random((spec.n_customers, spec.n_features)) < _ADOPTION
    usual = rng.lognormal(1.45, 0.5, spec.n_customers)[:, None] * adopted * _SHARE
    for number in range(spec.weeks - spec.activity_weeks, spec.weeks):
        now, before = service.history[number], service.history[number - 1]
        here = (now.running & before.running) * now.engagement
        sessions = rng.poisson(usual * here[:, None])
        count = sessions + rng.poisson(1.5 * sessions)
        count[:, 0] = rng.poisson((1 + _ACTIONS) * usual[:, 0] * here)
        customer, feature = np.nonzero(count)
        used = count[customer, feature]
        day = rng.choice(7, len(customer), p=_WEEKDAY)
        parts.append(
            pd.DataFrame(
                {
                    "customer": customer,
                    "happened_on": day_number(spec, number) + pd.to_timedelta(day, unit="D"),
                    "feature": feature,
                    "count": used,
                    "minutes": np.round(used * rng.gamma(4.0, 0.25, len(used))).astype(np.int64) + 1,
                }
            )
        )
    rows = pd.concat(parts, ignore_index=True)
    return rows.sort_values(["happened_on", "customer", "feature"], kind="stable").reset_index(drop=True)


def _tickets(service: Service, rng: np.random.Generator) -> pd.DataFrame:
    """Return the support cases; what had not happened on the as-of date is missing."""
    spec, parts = service.spec, []
    for number in range(spec.weeks):
        customer, kind = np.nonzero(service.weeks[number].tickets)
        again = np.repeat(np.arange(len(customer)), service.weeks[number].tickets[customer, kind])
        parts.append(pd.DataFrame({"customer": customer[again], "type": kind[again], "week": number}))
    rows = pd.concat(parts, ignore_index=True)
    n, kind = len(rows), rows["type"].to_numpy()
    minutes = 1440 * leaving_day(n, rng) + rng.integers(8 * 60, 20 * 60, n)
    monday = pd.Timestamp(spec.first_monday) + pd.to_timedelta(7 * rows["week"].to_numpy(), unit="D")
    opened = pd.Series(monday + pd.to_timedelta(minutes, unit="min"))
    waits = np.round(60 * rng.lognormal(np.log([2.5, 3.0, 5.0, 4.0])[kind], 0.9)).astype(np.int64) + 2
    works = np.round(60 * rng.lognormal(np.log([7.0, 40.0, 20.0, 34.0])[kind], 0.9)).astype(np.int64)
    response = opened + pd.to_timedelta(waits, unit="min")
    closed = response + pd.to_timedelta(works, unit="min")
    end = pd.Timestamp(spec.as_of) + pd.Timedelta(days=1)
    done = closed < end
    mood = np.clip(np.round(rng.normal(4.3 - 1.5 * (kind == COMPLAINT) - works / 6000.0, 0.8)), 1, 5)
    answered = done.to_numpy() & (rng.random(n) < 0.6)
    at_once = rng.random(n) < np.array([0.82, 0.5, 0.66, 0.42])[kind]
    frame = pd.DataFrame(
        {
            "customer": rows["customer"],
            "opened_on": opened,
            "first_response_on": response.where(response < end),
            "closed_on": closed.where(done),
            "type": [TICKET_TYPES[k] for k in kind.tolist()],
            "satisfaction": np.where(answered, mood, np.nan),
            "resolved_at_once": pd.Series(at_once, dtype=object).where(done),
        }
    )
    return frame.sort_values(["opened_on", "customer"], kind="stable").reset_index(drop=True)


def _surveys(service: Service, rng: np.random.Generator) -> pd.DataFrame:
    """Return the answers to the quarterly question, 0 to 10."""
    spec, parts = service.spec, []
    for number in range(6, spec.weeks, 13):
        now = service.history[number]
        who = np.flatnonzero((now.tenure_weeks > 0) & now.running & (rng.random(spec.n_customers) < 0.3))
        mean = 9.0 - 4.5 * (1.0 - now.engagement[who]) - 1.3 * now.trouble[who]
        score = np.clip(np.round(rng.normal(mean, 1.5)), 0, 10).astype(np.int64)
        day = day_number(spec, number) + pd.to_timedelta(leaving_day(len(who), rng), unit="D")
        mood = np.where(rng.random(len(who)) < 0.25, np.digitize(score, [7, 9]), -1)
        parts.append(pd.DataFrame({"customer": who, "answered_on": day, "score": score, "mood": mood}))
    rows = pd.concat(parts, ignore_index=True)
    return rows.sort_values(["answered_on", "customer"], kind="stable").reset_index(drop=True)
