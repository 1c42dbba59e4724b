"""The forecast over dated tables, on a world made by hand: what it may learn from, and when it must not."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.forecast.cut_off_plan import plan_cut_offs
from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.feature_table import Feature, feature_table
from retention_desk.forecast.fit_dated import fit_dated
from retention_desk.forecast.purchase_logit import PURCHASE_MODEL
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words, phrase
from tests.forecast.builders import EPOCH, customer_data

START = int(np.datetime64(EPOCH, "D").astype(int))
HORIZON = 60
QUICK = DEFAULTS.with_value("churn.minimum_leavers", 20)
SENTENCES = Words("en")


class World:
    """Customers with visits: some keep coming, some stop. Every day asked for is noted."""

    def __init__(
        self, n=400, days=400, seed=0, staying=0.5, first_visits=None, gaps=(8, 30), horizon=HORIZON
    ):
        rng = np.random.default_rng(seed)
        gap = rng.uniform(*gaps, n)
        stops = np.where(rng.random(n) < staying, 10**6, rng.uniform(30, days, n))
        first = np.zeros(n) if first_visits is None else np.asarray(first_visits, dtype=float)
        visits = first[:, None] + np.cumsum(
            np.c_[np.zeros(n), rng.exponential(gap[:, None], (n, 150))], axis=1
        )
        visits[:, 1:][visits[:, 1:] > np.minimum(stops, days)[:, None]] = np.inf
        self.visits, self.days, self.n, self.horizon = np.floor(visits), days, n, horizon
        self.noise = rng.normal(size=n)
        self.looked, self.judged = [], []

    def features_at(self, day):
        self.looked.append(day - START)
        before = np.where(self.visits <= day - START, self.visits, -np.inf)
        last = before.max(axis=1)
        seen = np.isfinite(last)
        silent = np.where(seen, day - START - last, np.nan)
        visited = np.where(seen, np.isfinite(before).sum(axis=1), np.nan)
        made = {
            "silence": np.log1p(silent),
            "visits": np.log(visited),
            "noise": np.where(seen, self.noise, np.nan),
            "silence_effect": -silent,  # the wrong way round: a model that rests on it fails
            "fresh_chance": -visited,
        }
        say = phrase("{label}: {value:number1} (typical: {typical:number1})")
        features = [
            Feature(name, phrase("{n}", n=name), values, template=say) for name, values in made.items()
        ]
        return DatedFeatures(feature_table(features, self.n), seen, seen & (silent < 45), silent)

    def left_after(self, day):
        self.judged.append(day - START)
        after = (self.visits > day - START) & (self.visits <= day - START + self.horizon)
        return ~after.any(axis=1)

    def source(self, *candidates):
        return DatedSource(
            self.features_at, self.left_after, START, phrase("No visit"), "silent_days",
            phrase("days of silence"), "silence", candidates or ("logistic",), {"visits": "silence"},
        )  # fmt: skip

    def fit(self, *candidates, settings=QUICK):
        settings = settings.with_value("general.horizon_days", self.horizon)
        as_of = EPOCH + dt.timedelta(days=self.days)
        data = customer_data(ids=[f"c{k}" for k in range(self.n)], as_of=as_of)
        return fit_dated(self.source(*candidates), data, settings, SILENT)

    def upside_down_after(self, day):
        """Let those who came after a day stay away, and the others come."""
        came = ((self.visits > day) & np.isfinite(self.visits)).any(axis=1)
        self.visits[(self.visits > day)] = np.inf
        self.visits[~came, -1] = day + 10
        return self


@pytest.fixture(scope="module")
def found():
    return World().fit()


def test_what_comes_after_the_test_day_changes_nothing_that_is_tested(found):
    """A signal planted in the future must not be learned: features, labels, candidates and rule."""
    test_day = 400 - HORIZON
    planted = World().upside_down_after(test_day).fit()
    assert np.array_equal(planted.evaluation.probability, found.evaluation.probability)
    assert np.array_equal(planted.evaluation.rule_probability, found.evaluation.rule_probability)
    assert (planted.evaluation.left != found.evaluation.left).mean() > 0.9
    assert planted.quality.roc_auc < 0.4 < 0.6 < found.quality.roc_auc


def test_no_outcome_is_asked_for_whose_horizon_is_not_over():
    world = World()
    world.fit()
    plan = plan_cut_offs(START, START + 400, HORIZON)
    assert max(world.judged) == 400 - HORIZON
    assert set(world.judged) == {day - START for day in {*plan.train, *plan.final, plan.test}}
    competing = World()
    competing.fit("logistic", PURCHASE_MODEL)
    days = {
        *plan.train,
        *plan.final,
        plan.test,
        *plan.judged,
        *(d for j in plan.judged for d in plan.train_for(j)),
    }
    assert set(competing.judged) == {day - START for day in days}
    assert max(day for day in world.looked if day != 400) == 400 - HORIZON
    assert len(world.looked) == len(set(world.looked)), "each day is worked out once"


def test_the_tested_and_the_final_model_are_trained_on_closed_windows_alone(found):
    world = World()
    plan = plan_cut_offs(START, START + 400, HORIZON)
    assert all(day + HORIZON <= plan.test for day in plan.train)
    outcomes = np.concatenate([world.left_after(day) for day in plan.train])
    assert (found.train_rows, found.events) == (len(outcomes), int(outcomes.sum()))
    left = world.left_after(plan.test)
    window = found.window
    days = (window.train_from, window.train_to, window.test_from, window.test_to)
    first, last = min(plan.train), max(plan.train)
    expected = (first + 1, last + HORIZON, plan.test + 1, plan.test + HORIZON)
    assert [np.datetime64(day, "D").astype(int) for day in days] == list(expected)
    assert window.train_to < window.test_from, "the test comes after all that was learned from"
    assert np.array_equal(found.evaluation.left, left)
    assert found.base_rate == pytest.approx(left.mean())


def test_quality_is_of_the_later_window_for_all_and_for_the_active(found):
    score, left = found.evaluation.probability, found.evaluation.left
    pairs = np.sign(score[left][:, None] - score[~left][None, :])
    assert found.quality.roc_auc == pytest.approx((pairs.mean() + 1) / 2)
    assert found.quality.validation == "time split"
    assert found.quality_active is not None
    assert found.quality.n == len(left)
    assert found.quality_active.n == int(World().features_at(START + 400 - HORIZON).active.sum())


def test_the_same_data_settings_and_seed_give_the_same_numbers():
    boosting = QUICK.with_value("churn.model", "boosting")
    first, again = (World(n=60).fit(settings=boosting) for _ in range(2))
    assert np.array_equal(first.probability, again.probability)
    assert first.quality == again.quality
    other = World(n=60).fit(settings=boosting.with_value("churn.seed", 5))
    assert not np.array_equal(first.probability, other.probability)


def test_auto_takes_the_candidate_that_was_better_before_the_test():
    for candidates in ((PURCHASE_MODEL, "logistic"), ("logistic", PURCHASE_MODEL)):
        assert World(horizon=2).fit(*candidates).method == "logistic"


def test_without_a_day_to_judge_by_the_preferred_is_taken_and_a_choice_is_kept():
    short = plan_cut_offs(START, START + 190, HORIZON)
    assert short.train
    assert not short.judged
    assert World(days=190).fit(PURCHASE_MODEL, "logistic").method == PURCHASE_MODEL
    assert World(days=190).fit("logistic", PURCHASE_MODEL).method == "logistic"
    chosen = QUICK.with_value("churn.model", "boosting")
    assert World(n=200).fit("logistic", PURCHASE_MODEL, settings=chosen).method == "boosting"


def test_customers_not_yet_seen_have_no_forecast():
    first = np.zeros(400)
    first[:25] = 500
    found = World(first_visits=first).fit()
    assert np.isnan(found.probability[:25]).all()
    assert np.isnan(found.rule_probability[:25]).all()
    assert not found.known[:25].any()
    assert np.isfinite(found.probability[25:]).all()


def test_nobody_who_left_is_no_lesson():
    found = World(staying=1.0, gaps=(3, 4)).fit()
    assert SENTENCES(found.refusal) == (
        "Only 0 customers who left are known; a model needs 10. It becomes possible once 10 more have left."
    )
    assert found.evaluation is None
    assert np.isnan(found.probability).all()
    gone = World(staying=0.0, days=400, gaps=(0.1, 0.2)).fit()
    assert "who stayed are known" in SENTENCES(gone.refusal)


@pytest.mark.parametrize(
    ("n", "minimum", "refused"),
    [(5, 10, True), (60, 1_000, False)],
    ids=["too few even for frequencies", "too few for a model"],
)
def test_too_few_leavers_are_refused_with_what_is_missing(n, minimum, refused):
    world = World(n=n, staying=0.75, seed=4)
    found = world.fit(settings=QUICK.with_value("churn.minimum_leavers", minimum))
    plan = plan_cut_offs(START, START + 400, HORIZON)
    judged = [world.left_after(day).sum() for day in (plan.final if refused else plan.train)]
    leavers = int(np.sum(judged) if refused else np.max(judged))
    need = 10 if refused else minimum
    said = SENTENCES(found.refusal if refused else found.rules_only)
    assert f"Only {leavers} customer" in said
    assert f"needs {need:,}" in said
    assert f"{need - leavers:,} more" in said
    assert (found.rule_probability is None) == refused
    assert found.quality is None


def test_a_short_history_says_from_when_it_can_be_told():
    short = World(days=50).fit()
    assert "becomes possible from 31 May 2023" in SENTENCES(short.refusal)  # 30 + 2 × 60 days of history
    medium = World(days=100).fit()
    assert medium.refusal is None
    assert "from 31 May 2023" in SENTENCES(medium.rules_only)
    assert np.isfinite(medium.rule_probability).all()
    assert medium.evaluation is None
    assert World(days=150).fit().rules_only is None


def test_the_reason_of_the_rule_is_what_silence_adds_to_the_share_that_left(found):
    world = World()
    plan = plan_cut_offs(START, START + 400, HORIZON)
    base = np.concatenate([world.left_after(day) for day in plan.final]).mean()
    likeliest = int(np.argmax(found.rule_probability))
    (reason,) = found.rule_reasons.of(likeliest)
    assert reason.feature == "silence"
    assert reason.change_share == pytest.approx(found.rule_probability[likeliest] - base, abs=1e-3)
    assert np.argsort(world.features_at(START + 400).rule_score)[-1] in np.flatnonzero(
        found.rule_probability == found.rule_probability.max()
    )


def test_reasons_that_belong_together_are_told_as_one(found):
    told = {name for name, _label, _share in found.drivers}
    assert "silence" in told
    assert "visits" not in told
    assert sum(share for *_rest, share in found.drivers) == pytest.approx(1)
