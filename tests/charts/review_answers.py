"""Answers of the review made by hand: what its charts show."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from retention_desk.foundation.experiment_plan import ExperimentQuestion, plan_experiment
from retention_desk.foundation.lift_results import (
    ArmCount,
    ArmReadout,
    Arms,
    Lift,
    Lifts,
    PlayReturn,
)
from retention_desk.foundation.move_results import IndicatorMove, Migration, ScoreMoves
from retention_desk.foundation.outcome_groups import OutcomeGroups
from retention_desk.foundation.outcome_results import OutcomeGrid, OutcomeLine, Outcomes
from retention_desk.foundation.vocabulary import STAGES, VALUE_TIERS
from retention_desk.foundation.wording import phrase

NONE = np.zeros(0, dtype=np.int64)


def moved(of, names, label, best_first, n=900, seed=4):
    rng = np.random.default_rng(seed)
    k = len(names)
    then = rng.integers(0, k, n)
    now = np.where(rng.random(n) < 0.7, then, rng.integers(0, k, n))
    then[:30] = -2
    now[30:40] = -1
    then[40:45] = -1
    counts = np.zeros((k, k), dtype=np.int64)
    both = (then >= 0) & (now >= 0)
    np.add.at(counts, (then[both], now[both]), 1)

    def of_group(values, where):
        return np.bincount(values[where], minlength=k).astype(np.int64)

    return Migration(
        of, label, tuple(names), tuple(names.values()), best_first, counts,
        new=of_group(now, (then == -2) & (now >= 0)), gone=np.arange(k, dtype=np.int64),
        lost_sight=of_group(then, (then >= 0) & (now == -1)),
        found=of_group(now, (then == -1) & (now >= 0)), then=then, now=now,
    )  # fmt: skip


def tiers(n=900, seed=4):
    return moved("value_tier", VALUE_TIERS, phrase("Value tier"), True, n, seed)


def stages(n=900, seed=4):
    return moved("stage", STAGES, phrase("Lifecycle stage"), None, n, seed)


def score_moves():
    rng = np.random.default_rng(3)
    n = 400
    then = rng.uniform(20, 90, n)
    indicators, weights, data = rng.normal(-2.4, 5, n), rng.normal(0.6, 1, n), rng.normal(0.1, 0.5, n)
    names = ("Days since last order", "Order frequency", "Amount", "Complaints", "Breadth of products")
    shares = (0.55, 0.3, 0.25, -0.2, 0.1)
    moves = tuple(
        IndicatorMove(f"i{k}", phrase(name), float(indicators.mean()) * share)
        for k, (name, share) in enumerate(zip(names, shares, strict=True))
    )
    return ScoreMoves(
        np.arange(n), then, then + indicators + weights + data, indicators, weights, data, moves, 12, 7, True
    )


def outcome_line(key, name, n, kept, waiting=0):
    share = kept / n if n else math.nan
    half = 1.96 * math.sqrt(share * (1 - share) / n) if n else math.nan
    return OutcomeLine(
        key, phrase(name), n + waiting, n // 2, n, kept, waiting, share, max(share - half, 0.0),
        min(share + half, 1.0), (kept + 20 * 0.6) / (n + 20), n < 10, (("stays", kept // 2),),
    )  # fmt: skip


def outcome_groups_answer():
    lines = (
        outcome_line("win_back", "Win back", 84, 41, 12),
        outcome_line("first_purchase", "First 72 hours", 61, 45),
        outcome_line("nearly_there", "Nearly there", 6, 5, 2),
        outcome_line("referral", "Ask promoters for a referral", 0, 0, 9),
    )
    outcomes = Outcomes("play", phrase("play"), lines, outcome_line("all", "All", 151, 91, 23), 20.0)
    return OutcomeGroups(outcomes, {"win_back": np.array([1, 2, 3]), "nearly_there": NONE})


def lift(key, name, contact, holdout, verdict="too_small"):
    (n1, k1), (n0, k0) = contact, holdout
    p1, p0 = (k1 / n1 if n1 else math.nan), (k0 / n0 if n0 else math.nan)
    difference = p1 - p0
    half = 1.96 * math.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) if n1 and n0 else math.nan
    return Lift(
        key, phrase(name), ArmCount(n1, k1, 4, p1), ArmCount(n0, k0, 1, p0), difference, difference - half,
        difference + half, difference - 1.3 * half, difference + 1.3 * half, verdict,
        phrase("{n:count} in all.", n=n1 + n0), effect=difference,
        customers_needed=400 if verdict == "too_small" else None,
        weeks_needed=4 if verdict == "too_small" else None,
    )  # fmt: skip


def lifts():
    return Lifts(
        lift("all", "", (900, 640), (300, 180), "helps"),
        (
            lift("high", "High value", (200, 150), (60, 37)),
            lift("potential", "Potential", (300, 210), (100, 66)),
            lift("general", "General", (400, 280), (140, 77), "helps"),
        ),
        (
            lift("win_back", "Win back", (120, 60), (8, 1)),
            lift("nearly_there", "Nearly there", (30, 16), (20, 13), "harms"),
            lift("referral", "Ask promoters for a referral", (12, 3), (0, 0)),
        ),
        (arms(),), 2, 4, phrase("Looked twice."), phrase("Weighted by tier."),
    )  # fmt: skip


def arms():
    control = ArmCount(210, 120, 3, 120 / 210)
    lines = tuple(
        ArmReadout(
            f"arm_{k}", phrase("Arm {n}", n=k), ArmCount(200, kept, 2, kept / 200), kept / 200 - 120 / 210,
            kept / 200 - 120 / 210 - 0.11, kept / 200 - 120 / 210 + 0.11, verdict,
            phrase("{n:count} kept", n=kept),
        )
        for k, (kept, verdict) in enumerate(((150, "helps"), (128, "too_small"), (97, "no_effect")), start=1)
    )  # fmt: skip
    return Arms(
        "win_back", "holdout", phrase("Holdout"), control, lines, phrase("Šidák for 3 comparisons"), 2.39
    )


def returned(play, name, roi, low, high, verdict):
    return PlayReturn(
        play, phrase(name), lift(play, name, (120, 80), (40, 20)), 120, 840.0, 310.0, "lifetime_value", 9.0,
        -2.0, 20.0, 2_790.0, -620.0, 6_200.0, roi, low, high, 1.0, verdict, phrase("{r:number1} so far.", r=roi),
    )  # fmt: skip


def play_returns():
    return (
        returned("win_back", "Win back", 2.3, 1.2, 3.6, "keep"),
        returned("nearly_there", "Nearly there", 0.4, -0.8, 1.9, "fix"),
        returned("referral", "Ask promoters for a referral", -0.6, -0.9, -0.1, "stop"),
        returned("birthday", "Birthday greeting", 11.0, -80.0, 95.0, "too_early"),
    )


def outcome_grid():
    rng = np.random.default_rng(8)
    n = np.array([[40, 22, 0, 9], [31, 14, 0, 55], [4, 0, 0, 2]])
    kept = (n * rng.uniform(0.4, 0.8, n.shape)).astype(np.int64)
    return OutcomeGrid(
        "tier", ("win_back", "nearly_there", "referral"),
        (phrase("Win back"), phrase("Nearly there"), phrase("Ask promoters for a referral")),
        ("high", "potential", "general", "unknown"),
        (phrase("High value"), phrase("Potential"), phrase("General"), phrase("Unknown")),
        n, kept, (kept + 12) / (n + 20), 20.0,
    )  # fmt: skip


def experiment(**changes):
    return plan_experiment(replace(ExperimentQuestion(), **changes))


def unknown_return():
    return replace(
        returned("x", "Win back", math.nan, math.nan, math.nan, "too_early"),
        reason=phrase("No cost is known."),
    )
