from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from retention_desk.charts.figures.churn_calibration import ENTRY
from retention_desk.charts.recipe import attribute
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words, phrase

BINS = pd.DataFrame(
    {
        "predicted": [0.1, 0.3, 0.6, 0.9],
        "actual": [0.12, 0.25, 0.70, 0.0],
        "low": [0.08, 0.15, 0.55, 0.0],
        "high": [0.16, 0.35, 0.85, 0.0],
        "n": [100, 60, 40, 0],
    }
)


def analysis(calibration: pd.DataFrame | None, error: float | None = None) -> Any:
    quality = None if error is None else SimpleNamespace(calibration_error=error)
    churn = SimpleNamespace(calibration=calibration, quality=quality, reason=phrase("too few to tell"))
    return SimpleNamespace(churn=churn)


def test_the_error_is_the_mean_distance_weighted_by_customers():
    table = ENTRY.tabulate(analysis(BINS), None)
    assert table["n"].tolist() == [100, 60, 40], "an empty bin is no bin"
    expected = (100 * 0.02 + 60 * 0.05 + 40 * 0.10) / 200
    assert attribute(table, "error") == pytest.approx(expected)
    assert attribute(table, "n") == 200


def test_the_error_of_the_quality_report_goes_first():
    assert attribute(ENTRY.tabulate(analysis(BINS, 0.013), None), "error") == 0.013


@pytest.mark.parametrize(("error", "said"), [(0.0199, "happened, within 2.0"), (0.05, "off by 5.0")])
def test_the_title_says_how_far_it_was_off(error, said):
    table = ENTRY.tabulate(analysis(BINS, error), None)
    assert said in ENTRY.title(table, Words("en"))
    assert "n = 200" in ENTRY.subtitle(table, Words("en"))


def test_every_bin_can_be_pointed_at_and_says_its_numbers():
    table = ENTRY.tabulate(analysis(BINS), None)
    chart = ENTRY.draw(table, Words("en"), Look("light"))
    said = [Words("en")(hit.sentence) for hit in chart.hits]
    assert len(said) == 3
    assert said[1].startswith("Of 60 forecast at 30")


def test_without_a_forecast_it_says_why():
    table = ENTRY.tabulate(analysis(None), None)
    reason = ENTRY.why_empty(table)
    assert reason is not None
    assert Words("en")(reason) == "too few to tell"
