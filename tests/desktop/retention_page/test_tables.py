"""Tables of the retention page against the results they are made of, and amounts that add up as shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retention_desk.desktop.retention_page.tables import (
    adding_up,
    curves_table,
    periods_table,
    recurring_table,
    survival_rows,
    survival_table,
)
from retention_desk.foundation.wording import Words, phrase
from retention_desk.questions import retention_curves, survival_by_group
from tests.desktop.measured import measured

WORDS = Words("en")


@given(arrays(np.float64, (6, 3), elements=st.floats(-5000, 5000)), st.sampled_from([0, 2]))
def test_parts_shown_add_up_to_the_total_shown(parts, digits):
    shown = adding_up(parts, digits)
    total = parts.sum(axis=0)
    unit = 10.0**-digits
    np.testing.assert_allclose(shown.sum(axis=0), total, atol=unit / 2 + 1e-6)
    assert (np.abs(shown - parts) <= unit + 1e-6).all()
    np.testing.assert_allclose(shown / unit, np.round(shown / unit), atol=1e-6)


def test_recurring_revenue_moves_from_each_beginning_to_its_end():
    analysis = measured("subscription")
    flow = analysis.metrics.waterfall
    specs, columns = recurring_table(flow, analysis.metrics.series, WORDS, "GBP")
    parts = sum(
        columns[part] for part in ("opening", "new", "reactivated", "expansion", "contraction", "churned")
    )
    np.testing.assert_allclose(parts, columns["closing"], atol=1e-9)
    np.testing.assert_allclose(columns["closing"], flow.closing[::-1], atol=0.51)
    np.testing.assert_allclose(columns["opening"][:-1], columns["closing"][1:], atol=1e-9)
    assert (columns["churned"] <= 0).all()
    kept = flow.opening[-1] - flow.contraction[-1] - flow.churned[-1]
    assert columns["grr"][0] == pytest.approx(kept / flow.opening[-1])
    assert [spec.key for spec in specs][-2:] == ["grr", "nrr"]


def test_periods_stand_latest_first_with_both_rates():
    movements = measured().metrics.movements
    _specs, columns = periods_table(movements, WORDS)
    assert columns["closing"].tolist() == movements.closing[::-1].tolist()
    assert columns["by_name"][0] == pytest.approx(movements.stayed[-1] / movements.opening[-1])
    np.testing.assert_allclose(
        columns["apart"],
        (movements.came_back / np.where(movements.opening > 0, movements.opening, np.nan))[::-1],
    )
    assert (columns["opening"] - columns["lost"]).tolist() == columns["stayed"].tolist()


def test_curves_are_those_of_the_answer_and_unknown_where_too_few_are_followed():
    answer = retention_curves(measured(), "customers.region")
    specs, columns = curves_table(answer, WORDS)
    assert columns["group"][:2] == ["north", "south"]
    assert WORDS(specs[2].title) == "month 1"
    assert columns["after_1"][0] == pytest.approx(answer.exact[0, 1])
    few = np.flatnonzero(answer.reached[:, 1] < 10)
    assert np.isnan(columns["after_1"][few]).all()


def test_groups_have_their_share_with_its_interval_and_the_small_ones_say_so():
    answer = survival_by_group(measured(), "customers.region")
    specs, columns = survival_table(survival_rows(answer), ((phrase("west"), 3),), WORDS)
    assert columns["n"] == [*(curve.n for curve in answer.curves), 3]
    assert columns["group"][-1] == "west"
    month = next(spec.key for spec in specs if spec.key.startswith("after_"))
    assert columns[month][-1] == "too few to tell"
    curve = answer.curves[0]
    days = float(month.removeprefix("after_")) * 30.4375
    place = np.flatnonzero(curve.days <= days)[-1]
    assert columns[month][0].startswith(WORDS.share(float(curve.share[place]), 0))
    assert "–" in columns[month][0]
