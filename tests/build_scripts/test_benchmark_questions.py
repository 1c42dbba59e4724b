"""What the benchmark of questions measures with: the same figures twice, by us and by plain pandas."""

from __future__ import annotations

import benchmark_questions as questions
import pytest


@pytest.fixture(scope="module")
def orders():
    return questions.order_lines(5_000, 60)


def test_made_up_lines_are_the_same_each_time(orders):
    assert orders.equals(questions.order_lines(5_000, 60))
    assert orders["customer"].nunique() == 60
    assert (orders.loc[orders["is_return"], "amount"] < 0).all()


def test_the_reference_gives_the_same_figures(orders):
    ours, theirs = questions.all_figures(questions.data_of(orders)), questions.plain_pandas(orders)
    assert ours.values["average_order_value"].value == pytest.approx(theirs["basket"])
    assert ours.values["repurchase_rate_buyers"].value == pytest.approx(theirs["repurchase"])
    history = ours.series["revenue_net"].values
    assert history.tolist() == pytest.approx(theirs["revenue"].tolist()[: len(history)])
    grid = ours.cohorts
    assert grid.active[0, 1] == theirs["cohorts"].loc[(theirs["cohorts"].index[0][0], 1)]
    split = questions.plain_split(orders, "product")
    assert split["customers"].max() <= 60


def test_every_part_is_timed_and_says_what_it_is_to_reach(monkeypatch):
    monkeypatch.setattr(questions, "REPEATS", 1)
    found = list(questions.timed_questions(5_000, 4_000, 50))
    assert len(found) >= 10
    assert all(ms >= 0 and reach.startswith("≤") for (_name, ms, reach), _reference in found)
    assert sum(bool(reference) for _timed, reference in found) >= 2
