import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.contact_curve import contact_curve

LEFT = np.array([True, False, True, False, False, False, False, False, True, False])
TESTED = np.array([0.9, 0.8, 0.8, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.05])


def made(**changed):
    values = {"left": LEFT, "tested": TESTED, "today": TESTED, "known": np.ones(10, dtype=bool)} | changed
    return contact_curve(*(values[name] for name in ("left", "tested", "today", "known")))


def test_leavers_among_the_tested_are_counted_and_equals_share():
    curve = made()
    assert curve.tested_found.tolist() == pytest.approx([0, 1, 1.5, 2, 2, 2, 2, 2, 2.5, 3, 3])
    point = curve.tested(3)
    assert (point.leavers, point.false_alarms) == (2.0, 1.0)
    assert point.reached_share == pytest.approx(2 / 3)
    assert point.precision_share == pytest.approx(2 / 3)
    assert point.at_random == pytest.approx(0.9)
    assert point.threshold_share == 0.8
    # Wilson 95 % of 2 of 3: (.2077, .9385)
    assert (point.leavers_low / 3, point.leavers_high / 3) == pytest.approx((0.2077, 0.9385), abs=1e-3)


def test_nobody_and_everybody():
    curve = made()
    assert curve.today(0).leavers == 0
    assert np.isnan(curve.today(0).precision_share)
    assert curve.tested(99).contacts == 10
    assert curve.tested(10).reached_share == 1
    assert curve.table.iloc[-1]["contacts"] == 10


def test_today_leaves_out_who_has_left_and_whose_probability_is_unknown():
    today, known = TESTED.copy(), np.ones(10, dtype=bool)
    today[1], known[0] = np.nan, False
    curve = made(today=today, known=known)
    assert curve.order.tolist() == [2, 3, 4, 5, 6, 7, 8, 9]
    assert curve.summed(np.r_[np.zeros(2), 5.0, np.nan, np.ones(6)]).tolist() == [0, 5, 5, 6, 7, 8, 9, 10, 11]


def test_todays_expectation_is_what_the_tested_did_not_what_the_model_says():
    rng = np.random.default_rng(0)
    tested = rng.random(20_000)
    left = rng.random(20_000) < tested / 2  # the model says twice too much
    curve = made(left=left, tested=tested, today=tested, known=np.ones(20_000, dtype=bool))
    assert curve.expected[-1] == pytest.approx(left.sum(), rel=0.01)
    point = curve.today(2_000)
    assert point.leavers == pytest.approx(left[np.argsort(-tested)[:2_000]].sum(), rel=0.05)
    assert point.leavers_low < point.leavers < point.leavers_high
    assert point.tested_on == 2_000


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=40))
def test_more_contacts_never_reach_fewer(rows):
    left, chance = np.array([a for a, _ in rows]), np.array([b for _, b in rows])
    curve = made(left=left, tested=chance, today=chance, known=np.ones(len(rows), dtype=bool))
    assert (np.diff(curve.tested_found) >= -1e-9).all()
    assert curve.tested_found[-1] == pytest.approx(left.sum())
    assert (np.diff(curve.expected) >= 0).all()
    for k in range(len(rows) + 1):
        point = curve.today(k)
        assert point.leavers_low - 1e-9 <= point.leavers <= point.leavers_high + 1e-9
        assert point.leavers + point.false_alarms == pytest.approx(k)
