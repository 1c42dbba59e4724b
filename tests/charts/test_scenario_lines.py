"""Scenario paths: named at their ends, months in round steps, what lies between them filled."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.charts.canvas import Chart
from retention_desk.charts.scenario_lines import ScenarioPaths, draw_paths, month_names
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words, phrase

WORDS = Words("en")


@pytest.mark.parametrize(
    ("months", "said"),
    [(6, "0 1 2 3 4 5 6"), (12, "0 3 6 9 12"), (36, "0 6 12 18 24 30 36"), (120, "0 24 48 72 96 120")],
)
def test_months_are_named_in_round_steps(months, said):
    names = month_names(months, WORDS)
    assert len(names) == months + 1
    assert [name for name in names if name] == said.split()


def test_both_paths_are_named_with_their_last_amounts():
    chart = Chart(Look(width=420, height=240, with_titles=False))
    paths = ScenarioPaths(
        np.array([10.0, 20.0]), np.array([10.0, 30.0]), WORDS.count,
        lambda month, n: phrase("{month}: {n:count}", month=month, n=n),
    )  # fmt: skip
    draw_paths(chart, paths, WORDS)
    said = [label.text for label in chart.labels]
    assert {"raised", "as it is", "20", "30"} <= set(said)
    assert [WORDS(hit.sentence) for hit in chart.hits] == ["1: 30", "1: 20"]
