"""Service times against plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.service_times import service_times
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything


def test_by_type_and_all_together():
    data = everything()
    tickets = data.events["tickets"]
    found = service_times(MetricContext(data, None, AnalysisSettings()))
    assert found.cases[-1] == len(tickets) == found.cases[:-1].sum()
    hours = (tickets["closed_on"] - tickets["opened_on"]).dt.days * 24
    by_type = hours.groupby(tickets["type"], observed=True)
    for place, name in enumerate(found.types[:-1]):
        assert found.resolution_median_hours[place] == by_type.median()[name.values["name"]]
        assert found.resolution_slowest_hours[place] == pytest.approx(
            by_type.quantile(0.9)[name.values["name"]]
        )
    assert found.first_contact_share[-1] == pytest.approx(
        tickets["first_contact_resolved"].astype(float).mean()
    )


def test_open_cases_have_no_times():
    table = pd.DataFrame({"customer": [0], "opened_on": pd.to_datetime(["2024-01-01"])})
    found = service_times(MetricContext(customer_data(events={"tickets": table}), None, AnalysisSettings()))
    assert found.cases.tolist() == [1]
    assert np.isnan(found.response_median_hours).all()
    nothing = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert service_times(MetricContext(nothing, None, AnalysisSettings())) is None
