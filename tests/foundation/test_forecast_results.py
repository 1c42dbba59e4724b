from __future__ import annotations

import dataclasses
from types import MappingProxyType

import numpy as np

from retention_desk.foundation.forecast_results import Reasons
from retention_desk.foundation.wording import Words, phrase

REASONS = Reasons(
    features=("silence", "complaints", "spend"),
    labels=MappingProxyType({name: phrase(name) for name in ("silence", "complaints", "spend")}),
    templates=MappingProxyType(
        {
            "silence": phrase("silent for {value:count} days, typical {typical:count}"),
            "complaints": phrase("{label}: {value:count}"),
            "spend": phrase("spent {value:money}"),
        }
    ),
    top=np.array([[1, 0, -1], [2, -1, -1], [-1, -1, -1]], dtype=np.int16),
    change_share=np.array([[0.3, 0.1, 0.0], [-0.2, 0.0, 0.0], [0.0, 0.0, 0.0]], dtype=np.float32),
    values=MappingProxyType(
        {
            "silence": np.array([90, 5, 7]),
            "complaints": np.array([4, 0, 0]),
            "spend": np.array([10.0, 900.0, 3.0]),
        }
    ),
    typical=MappingProxyType({"silence": 30}),
)


def test_reasons_come_strongest_first_with_the_customers_own_values():
    said = [(reason.feature, Words("en")(reason.sentence)) for reason in REASONS.of(0)]
    assert said == [("complaints", "complaints: 4"), ("silence", "silent for 90 days, typical 30")]
    assert [round(reason.change_share, 6) for reason in REASONS.of(0)] == [0.3, 0.1]


def test_no_more_reasons_than_asked_for_or_there():
    assert [reason.feature for reason in REASONS.of(0, limit=1)] == ["complaints"]
    assert [reason.feature for reason in REASONS.of(1)] == ["spend"]
    assert REASONS.of(2) == ()


def test_what_is_usual_may_differ_from_customer_to_customer():
    own = dataclasses.replace(REASONS, typical=MappingProxyType({"silence": np.array([12, 30, 60])}))
    assert Words("en")(own.of(0)[1].sentence) == "silent for 90 days, typical 12"
