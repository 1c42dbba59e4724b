"""What the benchmark of lifetime values measures with, on few customers."""

from __future__ import annotations

import benchmark_value
import numpy as np
import pytest

from retention_desk.forecast.purchase_model import fit_purchase_model


def test_made_up_histories_are_the_same_each_time_and_possible():
    counts, again = benchmark_value.histories(2_000), benchmark_value.histories(2_000)
    assert np.array_equal(counts.repeats, again.repeats)
    assert (counts.last_days <= counts.age_days).all()
    assert (counts.repeats <= counts.last_days).all()
    assert ((counts.repeats == 0) == (counts.last_days == 0)).all()


def test_the_reference_reaches_the_same_likelihood():
    counts = benchmark_value.histories(600)
    model = fit_purchase_model(counts)
    reached = benchmark_value.search_without_gradient(counts)
    assert reached == pytest.approx(model.parameters["log_likelihood"], abs=0.05)


def test_every_part_has_a_figure_and_what_it_is_to_reach(monkeypatch):
    monkeypatch.setattr(benchmark_value, "search_without_gradient", lambda _counts: -1.0)
    found = list(benchmark_value.timed_value(400, 800, 2_000))
    assert sum(reach.startswith("≤") for *_, reach, _beside in found) == 4
    assert all(figure >= 0 for _name, figure, unit, *_ in found if unit != "×")
