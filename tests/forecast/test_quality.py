import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

from retention_desk.forecast.quality import assess, calibration_table, lift_table


def drawn(n, seed=0):
    rng = np.random.default_rng(seed)
    probability = rng.beta(1, 3, n)
    return rng.random(n) < probability, probability


def test_figures_agree_with_scikit_learn():
    left, probability = drawn(800)
    quality = assess(left, probability, "cross-validation", 1)
    assert quality.roc_auc == pytest.approx(roc_auc_score(left, probability), abs=1e-12)
    assert quality.pr_auc == pytest.approx(average_precision_score(left, probability), abs=1e-12)
    assert quality.brier == pytest.approx(brier_score_loss(left, probability), abs=1e-12)
    assert quality.log_loss == pytest.approx(log_loss(left, probability), abs=1e-9)
    assert quality.accuracy == pytest.approx(np.mean((probability >= 0.5) == left))
    best = np.argsort(-probability)[:80]
    assert quality.lift_top_decile == pytest.approx(left[best].mean() / left.mean())


def test_pooled_ranks_lose_next_to_nothing():
    left, probability = drawn(30_000)
    quality = assess(left, probability, "cross-validation", 1)
    assert quality.roc_auc == pytest.approx(roc_auc_score(left, probability), abs=1e-5)
    assert quality.pr_auc == pytest.approx(average_precision_score(left, probability), abs=2e-3)
    assert quality.brier == pytest.approx(brier_score_loss(left, probability), abs=1e-12)


def test_ties_count_half():
    left = np.array([True, False, True, False])
    score = np.array([1.0, 1.0, 0.0, 0.0])
    assert assess(left, np.full(4, 0.5), "time split", 0, score).roc_auc == 0.5


def test_calibration_error_by_hand():
    left = np.array([True, False, False, True])
    probability = np.array([0.05, 0.05, 0.85, 0.85])
    quality = assess(left, probability, "cross-validation", 0)
    assert quality.calibration_error == pytest.approx((abs(1 - 0.1) + abs(1 - 1.7)) / 4)


def test_calibration_error_is_the_mean_gap_of_the_plotted_tenths():
    left, probability = drawn(7_043)
    tenths = pd.Series(probability).rank(method="first").sub(0.5).mul(10 / 7_043).astype(int)
    means = (
        pd.DataFrame({"left": left, "said": probability, "n": 1})
        .groupby(tenths)
        .agg({"left": "mean", "said": "mean", "n": "sum"})
    )
    expected = np.average((means["left"] - means["said"]).abs(), weights=means["n"])
    assert assess(left, probability, "cross-validation", 0).calibration_error == pytest.approx(expected)
    plotted = calibration_table(left, probability)
    gap = (plotted["actual"] - plotted["predicted"]).abs()
    assert np.average(gap, weights=plotted["n"]) == pytest.approx(expected)


def test_equal_probabilities_stay_in_one_tenth():
    left, probability = np.arange(100) % 2 == 0, np.repeat([0.2, 0.7], [55, 45])
    assert calibration_table(left, probability)["n"].tolist() == [55, 45]


def test_intervals_hold_the_figure_and_come_again():
    left, probability = drawn(1_500)
    quality = assess(left, probability, "cross-validation", 7)
    for name, (low, high) in quality.intervals.items():
        assert low <= getattr(quality, name) <= high or name == "calibration_error"
    assert quality == assess(left, probability, "cross-validation", 7)
    low, high = quality.intervals["roc_auc"]
    assert 0.02 < high - low < 0.1


def test_one_class_gives_no_interval():
    quality = assess(np.zeros(30, dtype=bool), np.full(30, 0.1), "time split", 1)
    assert np.isnan(quality.roc_auc)
    assert not quality.intervals


def test_calibration_table_by_tenths():
    left, probability = drawn(1_000)
    table = calibration_table(left, probability)
    assert table["n"].sum() == 1_000
    assert (table["low"] <= table["actual"]).all()
    assert (table["actual"] <= table["high"]).all()
    assert table["predicted"].is_monotonic_increasing
    assert (table["predicted"] * table["n"]).sum() == pytest.approx(probability.sum())


def test_lift_of_a_perfect_and_of_a_constant_score():
    left = np.arange(100) < 20
    table = lift_table(left, left.astype(float), np.zeros(100)).set_index("share_called")
    assert table.loc[0.2, "share_found"] == pytest.approx(1.0)
    assert table["share_found_rule"].to_numpy() == pytest.approx(table.index.to_numpy())
