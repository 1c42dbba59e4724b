"""A churn forecast over dated tables: trained on earlier days, tested on a strictly later window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.contact_curve import contact_curve
from retention_desk.forecast.cut_off_plan import CutOffPlan, plan_cut_offs
from retention_desk.forecast.dated_candidates import choose, train
from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.drift import find_drift
from retention_desk.forecast.fit_labelled import too_few
from retention_desk.forecast.fitted_churn import Evaluation, FittedChurn
from retention_desk.forecast.leaks import find_leaks
from retention_desk.forecast.past_views import PastView, PastViews, stacked, without
from retention_desk.forecast.quality import assess, calibration_table, lift_table
from retention_desk.forecast.reasons import drivers_of, explained_rows, merge_contributions, top_reasons
from retention_desk.forecast.ridge_logistic import sigmoid
from retention_desk.forecast.simple_rule import fit_simple_rule
from retention_desk.forecast.worth import worth_so_far
from retention_desk.foundation.churn_results import DriftFinding, TrainingWindow
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEAREST_CHANCE = 1e-4
FEWEST_FOR_RULE = 10
LEAK_FOLDS = 5


def fit_dated(
    source: DatedSource, data: CustomerData, settings: AnalysisSettings, progress: Progress
) -> FittedChurn:
    """Return the forecast of leaving within ``general.horizon_days`` after the as-of date.

    Parameters
    ----------
    source : DatedSource
    data : CustomerData
        Has an as-of date.
    settings : AnalysisSettings
    progress : Progress

    Notes
    -----
    Features of several past days, each with the outcome of the horizon after it, train the model; all their
    outcomes are closed before the test day, whose own horizon ends at the as-of date. Candidates compete on
    the latest training day, before the test is seen. The final model is trained likewise, its last outcome
    closing today.
    """
    assert data.as_of is not None
    horizon = settings.general.horizon_days
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    plan = plan_cut_offs(source.first_day, today, horizon)
    views = PastViews(source)
    progress.step(0.0, phrase("Looking at the data as they stood on earlier dates"))
    now = source.features_at(today)
    chosen = settings.churn.model
    fitted = FittedChurn(
        definition=source.definition,
        horizon_days=horizon,
        method=source.candidates[0] if chosen in {"auto", "rules"} else chosen,
        probability=np.full(data.n_customers, np.nan),
        known=now.seen,
    )
    possible = data.as_of + dt.timedelta(days=plan.needs_days)
    closed = views.of(plan.final)
    if not closed:
        return replace(fitted, refusal=_too_short(horizon, possible))
    outcomes = np.concatenate([view.left for view in closed])
    few = too_few(int(outcomes.sum()), int((~outcomes).sum()), FEWEST_FOR_RULE)
    if few is not None:
        return replace(fitted, refusal=few)
    fitted, now = _without_leaks(
        fitted, source, views, views.of(plan.train) or closed, now, settings.churn.seed
    )
    closed = views.of(plan.final)
    fitted = _with_rule(fitted, source, closed, now)
    progress.step(0.25)
    why_not = _why_no_model(views, plan, possible, settings.churn.minimum_leavers)
    if why_not is not None:
        return replace(fitted, rules_only=why_not)
    worth = worth_so_far(data)
    return _tested(fitted, source, views, plan, now, worth, settings, progress.part(0.3, 1.0))


def _without_leaks(
    fitted: FittedChurn,
    source: DatedSource,
    views: PastViews,
    learned_from: list[PastView],
    now: DatedFeatures,
    seed: int,
) -> tuple[FittedChurn, DatedFeatures]:
    """Return `fitted` with the columns left out listed, and today's features without them.

    Only columns of the customer table are asked: they have no day, so that they may know what came after.
    """
    fitted = replace(fitted, left_out=source.left_out)
    view = learned_from[0]
    others = frozenset(view.table.names) - source.static_names
    table = view.table.without(others)
    if not table.features or not 0 < view.left.sum() < len(view.left):
        return fitted, now
    fold = np.random.default_rng(seed).permutation(len(view.left)) % LEAK_FOLDS
    scan = find_leaks(table, view.left, fold)
    views.drop(scan.dropped)
    return replace(fitted, left_out=(*source.left_out, *scan.listed)), without(now, scan.dropped)


def _why_no_model(views: PastViews, plan: CutOffPlan, possible: dt.date, minimum: int) -> Phrase | None:
    """Return why no model can be trained and tested, so that the frequencies are used; None when one can."""
    training = views.of(plan.train)
    if not training or plan.test is None or not len(views.at(plan.test).left):
        return phrase(
            "The data are too short to train a model and test it on a later window: that becomes possible "
            "from {date:longdate}. The frequencies of the past are used.",
            date=possible,
        )
    leavers = max(int(view.left.sum()) for view in training)
    stayers = max(int((~view.left).sum()) for view in training)
    return too_few(leavers, stayers, minimum)


def _too_short(horizon_days: int, possible: dt.date) -> Phrase:
    """Return why nothing at all can be learned yet, and from when it can."""
    return phrase(
        "The data are too short to see who stays away for {days:count} days. A forecast becomes possible "
        "from {date:longdate}.",
        days=horizon_days,
        date=possible,
    )


def _with_rule(
    fitted: FittedChurn, source: DatedSource, closed: list[PastView], now: DatedFeatures
) -> FittedChurn:
    """Return `fitted` with the simple rule, and its number as the only reason."""
    rule = fit_simple_rule(*_rule_rows(closed))
    probability = np.where(now.seen, rule.probability(now.rule_score), np.nan)
    rows = explained_rows(probability)
    contributions = np.zeros((len(rows), len(now.table.features) + 1))
    contributions[:, -1] = _log_odds(np.full(len(rows), rule.base))
    place = now.table.names.index(source.rule_feature)
    contributions[:, place] = _log_odds(probability[rows]) - contributions[:, -1]
    return replace(
        fitted,
        rule=source.rule,
        rule_label=source.rule_label,
        rule_probability=probability,
        rule_reasons=top_reasons(now.table, rows, contributions, len(probability)),
    )


def _rule_rows(views: list[PastView]) -> tuple[Floats, Flags]:
    return (
        np.concatenate([view.features.rule_score[view.rows] for view in views]),
        np.concatenate([view.left for view in views]),
    )


def _log_odds(chance: Floats) -> Floats:
    kept = np.clip(chance, NEAREST_CHANCE, 1 - NEAREST_CHANCE)
    return np.asarray(np.log(kept / (1 - kept)))


def _tested(
    fitted: FittedChurn,
    source: DatedSource,
    views: PastViews,
    plan: CutOffPlan,
    now: DatedFeatures,
    worth: Floats | None,
    settings: AnalysisSettings,
    progress: Progress,
) -> FittedChurn:
    assert plan.test is not None
    seed = settings.churn.seed
    progress.step(0.0, phrase("Training the churn model"))
    method: str = settings.churn.model
    if method in {"auto", "rules"}:
        method = choose(source, views, plan, seed, progress.part(0.0, 0.2))
    training, test = views.of(plan.train), views.at(plan.test)
    model = train(method, training, seed, progress.part(0.2, 0.5))
    probability = sigmoid(model.logit(test.features, test.rows))
    score = test.features.rule_score[test.rows]
    rule_probability = fit_simple_rule(*_rule_rows(training)).probability(score)
    progress.step(0.55, phrase("Testing the forecast on the last window"))
    last = train(method, views.of(plan.final), seed, progress.part(0.55, 0.85))
    rows = np.flatnonzero(now.seen)
    today = fitted.probability.copy()
    today[rows] = sigmoid(last.logit(now, rows))
    progress.step(0.85, phrase("Working out the reasons"))
    explained = explained_rows(today, method, worth)
    contributions = last.contributions(now, explained)
    told = merge_contributions(now.table.names, contributions, source.told_as_one)
    drivers = drivers_of(now.table, told)
    return replace(
        fitted,
        method=method,
        probability=today,
        train_rows=sum(len(view.left) for view in training),
        events=sum(int(view.left.sum()) for view in training),
        base_rate=float(test.left.mean()),
        evaluation=Evaluation(test.left, probability, score, rule_probability),
        calibration=calibration_table(test.left, probability),
        lift=lift_table(test.left, probability, np.nan_to_num(score, nan=-np.inf)),
        drivers=drivers,
        reasons=top_reasons(now.table, explained, told, len(today)),
        contacts=contact_curve(test.left, probability, today, now.seen),
        drift=_drift(views.of(plan.final), now, drivers, source.told_as_one),
        window=_window(plan),
        **_qualities(test, probability, rule_probability, seed),
    )


def _window(plan: CutOffPlan) -> TrainingWindow:
    """Return the days whose outcomes were learned from and tested on: the horizon after each cut-off."""
    assert plan.test is not None
    horizon = plan.horizon_days
    days = (min(plan.train) + 1, max(plan.train) + horizon, plan.test + 1, plan.test + horizon)
    return TrainingWindow(*(np.datetime64(day, "D").item() for day in days))


def _drift(
    training: list[PastView],
    now: DatedFeatures,
    drivers: tuple[tuple[str, Phrase, float], ...],
    told_as_one: Mapping[str, str],
) -> tuple[DriftFinding, ...]:
    """Return what is not the same today as on the days trained on."""
    weights = {name: share for name, _label, share in drivers}
    then, today = stacked(training), now.table.with_rows(np.flatnonzero(now.seen))
    # what is told under another name is worked out anew for each day: it cannot drift by itself
    return find_drift(then.without(frozenset(told_as_one)), today.without(frozenset(told_as_one)), weights)


def _qualities(view: PastView, probability: Floats, rule: Floats, seed: int) -> dict[str, Any]:
    """Return quality and baseline on all customers, and on the active ones where both outcomes occur."""
    left, active = view.left, view.features.active[view.rows]
    score = np.nan_to_num(view.features.rule_score[view.rows], nan=-np.inf)
    made: dict[str, Any] = {
        "quality": assess(left, probability, "time split", seed),
        "baseline": assess(left, rule, "time split", seed, score),
    }
    if 0 < left[active].sum() < active.sum():
        made["quality_active"] = assess(left[active], probability[active], "time split", seed)
        made["baseline_active"] = assess(left[active], rule[active], "time split", seed, score[active])
    return made
