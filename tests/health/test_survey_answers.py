"""Answers as a share of their scale."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.health.context import HealthContext
from retention_desk.health.survey_answers import answer_shares, scale_top

NAN = float("nan")


@pytest.mark.parametrize(
    ("answers", "top"),
    [
        ([1, 4, 5], 5),
        ([0, 4, 5], 10),
        ([6], 7),
        ([8, 2], 10),
        ([35, 80], 100),
        ([120], 120),
        ([NAN], 5),
        ([], 5),
    ],
)
def test_the_scale_is_read_off_the_answers(answers, top):
    assert scale_top(np.array(answers, dtype=float)) == top


def test_each_scale_by_its_name_and_its_answers(make_data):
    data = make_data(1, surveys={
        "customer": [0] * 5, "answered_on": [5, 4, 3, 2, 1], "score": [5.0, 4.0, 9.0, 7.0, 3.0],
        "scale": ["NPS", "CSAT", "0-10", "CES 1-7", None],
    })  # fmt: skip
    found = answer_shares(HealthContext(data, None))
    assert found == pytest.approx([0.5, 0.8, 0.9, 1.0, 0.6])
