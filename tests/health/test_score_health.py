"""Levels, points, score, coverage and bands."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import IndicatorColumn, Indicators
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings, Points, Thresholds
from retention_desk.foundation.wording import NOTHING_SAID
from retention_desk.health.score_health import level_of, score_health, smooth_points

NAN = float("nan")


def column(key, values, high, medium, weight, higher=True):
    return IndicatorColumn(
        key, NOTHING_SAID, NOTHING_SAID, "count", np.array(values, dtype=np.float64), higher,
        Thresholds(high, medium), weight, NOTHING_SAID,
    )  # fmt: skip


def indicators(*columns):
    return Indicators("orders", NOTHING_SAID, tuple(columns), ())


def with_health(**changes):
    return AnalysisSettings(health=HealthSettings(**changes))


def test_a_value_on_a_threshold_takes_the_better_level():
    cut = Thresholds(1.0, -1.0)
    values = np.array([1.0, np.nextafter(1.0, 0), -1.0, np.nextafter(-1.0, -2), NAN])
    assert level_of(values, cut, higher_is_better=True).tolist() == [2, 1, 1, 0, -1]
    cut = Thresholds(1.5, 2.5)
    values = np.array([1.5, 1.6, 2.5, 2.6, NAN])
    assert level_of(values, cut, higher_is_better=False).tolist() == [2, 1, 1, 0, -1]


def test_the_score_is_the_weighted_mean_of_the_points_known():
    # 30 × 100 + 20 × 50 + 20 × unknown + 30 × 0 → 4000 ÷ 80 = 50.0, coverage 0.8
    found = score_health(
        indicators(
            column("a", [3], 3, 1, 30),
            column("b", [2], 3, 1, 20),
            column("c", [NAN], 3, 1, 20),
            column("d", [0], 3, 1, 30),
        ),
        AnalysisSettings(),
    )
    assert found.score.tolist() == [50.0]
    assert found.coverage == pytest.approx([0.8])
    assert found.levels.tolist() == [[2, 1, -1, 0]]
    np.testing.assert_array_equal(found.points, [[100, 50, NAN, 0]])
    assert found.band.tolist() == [1]


def test_below_half_coverage_no_score_is_given():
    table = indicators(column("a", [3, 3], 3, 1, 50), column("b", [NAN, NAN], 3, 1, 50))
    assert score_health(table, AnalysisSettings()).score.tolist() == [100.0, 100.0]
    found = score_health(table, with_health(minimum_coverage=0.51))
    assert np.isnan(found.score).all()
    assert found.band.tolist() == [-1, -1]


def test_bands_begin_on_their_limits():
    table = indicators(column("a", [9, 2, 0], 3, 1, 70), column("b", [0, 0, 9], 3, 1, 30))
    found = score_health(table, AnalysisSettings())
    assert found.score.tolist() == [70.0, 35.0, 30.0]
    assert found.band.tolist() == [2, 0, 0]
    assert score_health(table, AnalysisSettings().with_value("health.bands.watch", 35)).band.tolist() == [
        2,
        1,
        0,
    ]


def test_halves_round_up_as_in_excel():
    # (1 × 100 + 7 × 50) ÷ 8 = 56.25 → 56.3; weights 12.5 and 87.5
    table = indicators(column("a", [3], 3, 1, 12.5), column("b", [2], 3, 1, 87.5))
    assert score_health(table, AnalysisSettings()).score.tolist() == [56.3]


def test_points_that_are_no_binary_fractions_round_as_decimals():
    # (50 × 33.3 + 50 × 0) ÷ 100 = 16.65 → 16.7 in decimal, 16.6 from 32-bit points
    table = indicators(column("a", [2], 3, 1, 50), column("b", [0], 3, 1, 50))
    found = score_health(table, with_health(points=Points(100, 33.3, 0)))
    assert found.score.tolist() == [16.7]


def test_smooth_points_run_straight_between_the_thresholds():
    values = np.array([0, 1, 1.5, 2, 2.5, 3, 9, NAN])
    up = smooth_points(values, Thresholds(3, 1), Points(), True)
    np.testing.assert_allclose(up, [0, 0, 25, 50, 75, 100, 100, NAN])
    down = smooth_points(values, Thresholds(1, 3), Points(), False)
    np.testing.assert_allclose(down, [100, 100, 75, 50, 25, 0, 0, NAN])
    step = smooth_points(np.array([0.9, 1.0]), Thresholds(1, 1), Points(), True)
    assert step.tolist() == [0, 100]


def test_thresholds_of_the_settings_replace_the_defaults():
    table = indicators(column("a", [5], 3, 1, 100))
    settings = with_health(thresholds={"a": Thresholds(6, 5)})
    assert score_health(table, settings).levels.tolist() == [[1]]
    assert score_health(table, settings).thresholds == (Thresholds(6, 5),)


def test_nobody_and_nothing_to_score():
    nothing = score_health(Indicators("customers", NOTHING_SAID, (), (), 3), AnalysisSettings())
    assert np.isnan(nothing.score).tolist() == [True] * 3
    assert nothing.band.tolist() == [-1] * 3
    assert nothing.levels.shape == nothing.points.shape == (3, 0)
    empty = score_health(indicators(column("a", [], 3, 1, 100)), AnalysisSettings())
    assert empty.levels.shape == (0, 1)
    assert empty.score.shape == (0,)


values = st.one_of(st.just(NAN), st.integers(-4, 8).map(float))
rows = st.lists(values, min_size=4, max_size=4)
tenths = st.lists(st.integers(0, 600), min_size=4, max_size=4).filter(any)


@st.composite
def tables(draw, k=4):
    raw = draw(tenths)
    weights = [round(1000 * part / sum(raw)) / 10 for part in raw]
    weights[0] = round(weights[0] + 100 - sum(weights), 1)
    cells = np.array(draw(st.lists(rows, min_size=1, max_size=6)))
    directions = draw(st.lists(st.booleans(), min_size=k, max_size=k))
    return [
        column(f"i{j}", cells[:, j], *((3, 1) if up else (1, 3)), weights[j], up)
        for j, up in enumerate(directions)
    ]


@given(tables(), st.booleans())
def test_scores_lie_between_0_and_100_and_agree_with_exact_decimals(columns, smooth):
    found = score_health(indicators(*columns), with_health(smooth=smooth))
    for i, score in enumerate(found.score):
        points = found.points[i]
        known = ~np.isnan(points)
        weights = [Decimal(str(c.weight)) for c in columns]
        whole = sum((w for w, k in zip(weights, known, strict=True) if k), Decimal(0))
        assert found.coverage[i] == pytest.approx(float(whole) / 100)
        if np.isnan(score):
            assert whole < 50
            continue
        total = sum(w * Decimal(float(p)) for w, p, k in zip(weights, points, known, strict=True) if k)
        expected = (total / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert 0 <= score <= 100
        assert Decimal(str(score)) == expected


@given(tables(), st.integers(0, 3), st.integers(1, 5), st.booleans())
def test_scores_rise_with_every_indicator_that_weighs(columns, place, step, smooth):
    settings = with_health(smooth=smooth)
    before = score_health(indicators(*columns), settings).score
    chosen = columns[place]
    better = chosen.values + (step if chosen.higher_is_better else -step)
    after = score_health(
        indicators(*[
            column(c.key, better if c is chosen else c.values, c.thresholds.high, c.thresholds.medium,
            c.weight,
                   c.higher_is_better) for c in columns
        ]),
        settings,
    ).score  # fmt: skip
    known = ~np.isnan(before)
    assert (np.isnan(after) == ~known).all()
    assert (after[known] >= before[known]).all()


@given(tables(), st.sampled_from([0.001, 2.0, 4096.0]))
def test_the_unit_of_an_indicator_does_not_matter(columns, scale):
    before = score_health(indicators(*columns), AnalysisSettings())
    scaled = [
        column(c.key, c.values * scale, c.thresholds.high * scale, c.thresholds.medium * scale, c.weight,
               c.higher_is_better) for c in columns
    ]  # fmt: skip
    after = score_health(indicators(*scaled), AnalysisSettings())
    np.testing.assert_array_equal(before.score, after.score)
    np.testing.assert_array_equal(before.levels, after.levels)


def test_many_indicators_score_as_few_do():
    rng = np.random.default_rng(5)
    cells = rng.integers(-3, 6, (50, 9)).astype(float)
    cells[rng.random(cells.shape) < 0.2] = NAN
    columns = [column(f"i{j}", cells[:, j], 3, 1, 100 / 8 if j < 8 else 0.0) for j in range(9)]
    found = score_health(indicators(*columns), AnalysisSettings())
    points = found.points[:, :8].astype(float)
    assert found.score == pytest.approx(np.nanmean(points, axis=1), abs=0.0501, nan_ok=True)


def test_settings_are_not_changed():
    settings = AnalysisSettings()
    score_health(indicators(column("a", [1], 3, 1, 100)), settings)
    assert msgspec.to_builtins(settings) == msgspec.to_builtins(AnalysisSettings())


@pytest.mark.parametrize(
    ("thresholds", "code", "said"),
    [
        ({"tenur": Thresholds(2, 1)}, "unknown_indicator", "“tenure”"),
        ({"a": Thresholds(1, 2)}, "thresholds_order", "at least medium"),
        ({"b": Thresholds(2, 1)}, "thresholds_order", "at most medium"),
    ],
)
def test_thresholds_that_cannot_be_followed_are_refused(thresholds, code, said):
    table = indicators(column("a", [1], 3, 1, 50), column("b", [1], 1, 3, 50, higher=False))
    with pytest.raises(UserFacingError) as refused:
        score_health(table, with_health(thresholds=thresholds))
    assert refused.value.code == code
    assert said in str(refused.value)


def test_thresholds_of_an_indicator_these_data_lack_do_no_harm():
    table = indicators(column("a", [5], 3, 1, 100))
    assert score_health(table, with_health(thresholds={"tenure": Thresholds(9, 8)})).levels.tolist() == [[2]]
