"""Which past days are looked from, and what is kept of them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.health import past_health
from retention_desk.health.past_health import prepare_backtest

AS_OF = dt.date(2024, 9, 30)


def orders(make_data, days, n=600, seed=0):
    rng = np.random.default_rng(seed)
    rows = int(n * days / 60)
    return make_data(
        n,
        orders={"customer": rng.integers(0, n, rows).tolist(), "ordered_on": rng.integers(0, days, rows).tolist(),
                "amount": rng.gamma(3, 9, rows).round(2).tolist()},
    )  # fmt: skip


@pytest.mark.parametrize(("days", "looked_from"), [(150, 1), (260, 1), (275, 2), (365, 3), (1_500, 4)])
def test_an_earlier_day_needs_as_much_history_before_it(make_data, days, looked_from):
    basis = prepare_backtest(orders(make_data, days), AnalysisSettings())
    assert basis.days == tuple(AS_OF - dt.timedelta(days=90 * k) for k in range(1, looked_from + 1))
    assert basis.as_of == basis.days[0]
    assert set(np.unique(basis.day)) == set(range(looked_from))


def test_a_day_with_too_few_leavers_or_stayers_is_left_out(make_data):
    quiet = orders(make_data, 700, n=60)
    assert prepare_backtest(quiet, AnalysisSettings()).days == (AS_OF - dt.timedelta(days=90),)


def test_every_table_has_begun_before_an_earlier_day(make_data):
    rng = np.random.default_rng(5)
    n = 6_000

    def table(days, name):
        return {"customer": rng.integers(0, 600, n).tolist(), name: rng.integers(0, days, n).tolist()}

    data = make_data(
        600,
        orders=table(1_000, "ordered_on") | {"amount": [5.0] * n},
        tickets=table(300, "opened_on"),
    )
    basis = prepare_backtest(data, AnalysisSettings())
    assert len(basis.days) == 2  # a third would see tickets of thirty days only


def test_memory_bounds_the_days(make_data, monkeypatch):
    data = orders(make_data, 1_500)
    monkeypatch.setattr(past_health, "MOST_CELLS", 2 * 600 * 8)
    assert 1 <= len(prepare_backtest(data, AnalysisSettings()).days) < 4


def test_customers_are_named_by_their_present_positions(make_data):
    data = make_data(
        130,
        orders={"customer": [*range(129, -1, -1), *range(0, 130, 2)], "ordered_on": [100] * 130 + [5] * 65,
                "amount": [9.0] * 195},
    )  # fmt: skip
    basis = prepare_backtest(data, AnalysisSettings())
    assert basis.customer.tolist() == list(range(130))
    assert basis.left.tolist() == [c % 2 == 1 for c in range(130)]


def test_it_stops_when_asked(make_data):
    data = orders(make_data, 900)
    told = []

    def listen(done, _doing):
        told.append(done)
        if len(told) > 60:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepare_backtest(data, AnalysisSettings(), Progress(listen))
    assert told == sorted(told)
