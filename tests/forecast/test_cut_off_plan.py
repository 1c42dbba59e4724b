from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.cut_off_plan import plan_cut_offs


@given(st.integers(0, 2_000), st.integers(1, 400))
def test_no_outcome_of_training_reaches_into_the_test(span, horizon):
    plan = plan_cut_offs(0, span, horizon)
    if plan.test is not None:
        assert plan.test + horizon == span
        assert all(day + horizon <= plan.test for day in plan.train)
        assert all(day + horizon <= span for day in plan.final)
        assert min((*plan.train, *plan.final)) > 0
    assert (plan.needs_days == 0) == bool(plan.train)


def test_a_year_of_quarters():
    plan = plan_cut_offs(0, 373, 90)
    assert plan.test == 283
    assert plan.train == (193, 163, 133, 103)
    assert plan.final == (283, 253, 223, 193)


def test_what_is_missing_is_named():
    plan = plan_cut_offs(0, 100, 90)
    assert plan.test is None
    assert plan.needs_days == 45 + 180 - 100
