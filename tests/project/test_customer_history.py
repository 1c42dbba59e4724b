"""One customer by month: as scored in each month, unknown where the customer was not there yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest


@pytest.fixture
def kept(project, analysis):
    """Two months; in the second the scores are other ones and the first customer is gone."""
    n = analysis.data.n_customers
    earlier = replace(analysis, data=replace(analysis.data, as_of=dt.date(2024, 10, 31)))
    scored = replace(earlier, health=replace(earlier.health, score=np.linspace(0, 100, n)))
    project.save_snapshot(scored)
    project.save_snapshot(analysis)
    return project


def test_each_month_has_what_was_known_then(kept, analysis):
    place = 17
    key = analysis.data.customer_ids[place]
    history = kept.customer_history([key])
    assert history.days == (dt.date(2024, 10, 31), analysis.data.as_of)
    assert history.health_score.tolist() == pytest.approx(
        [np.linspace(0, 100, analysis.data.n_customers)[place], analysis.health.score[place]], nan_ok=True
    )
    value = analysis.value.lifetime_value[place]
    assert history.lifetime_value.tolist() == pytest.approx([value, value], nan_ok=True)
    assert history.value_tier.tolist() == [analysis.segments.value_tier[place]] * 2
    assert history.was_there.all()
    assert history.n_months == 2


def test_a_month_without_the_customer_is_unknown(kept):
    history = kept.customer_history(["nobody"])
    assert not history.was_there.any()
    assert np.isnan(history.health_score).all()
    assert history.stage.tolist() == [-1, -1]
    assert history.n_months == 0


def test_the_id_of_before_is_found_where_the_one_of_now_is_not(kept, analysis):
    key = analysis.data.customer_ids[3]
    history = kept.customer_history(["merged", key])
    assert history.customer_id == "merged"
    assert history.was_there.all()


def test_an_empty_project_has_no_months(project):
    assert project.customer_history(["1"]).days == ()
