"""Columns of a customer table as indicators: what is used, which way round, how much it weighs."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings
from retention_desk.foundation.wording import Words
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.score_health import score_health

RNG = np.random.default_rng(11)
N = 600
LEFT = RNG.random(N) < 0.3
FEATURES = {
    "Visits": np.where(LEFT, RNG.poisson(3, N), RNG.poisson(9, N)).astype(float),
    "Complaints": np.where(LEFT, RNG.poisson(4, N), RNG.poisson(1, N)).astype(float),
    "Contract": np.where(LEFT, RNG.random(N) < 0.2, RNG.random(N) < 0.6),
    "Noise": np.sin(np.arange(N) * 12.9898),
    "RowNumber": np.arange(N).astype(float),
    "CustomerId": RNG.permutation(N).astype(float) * 7,
    "Zip Code": RNG.integers(10000, 99999, N).astype(float),
    "Serial": RNG.permutation(N).astype(float) + 5000,
    "Churn Score": np.where(LEFT, 80.0, 20.0) + RNG.random(N),
    "Final Bill": LEFT.astype(float) * 10 + RNG.random(N),
    "Phone Service": RNG.random(N) < 0.5,
    "Constant": np.ones(N),
    "City": ["a"] * N,
}


def indicators(make_data, *, labelled=True, **health):
    customers = {"churned": LEFT.tolist()} if labelled else {}
    data = make_data(N, customers=customers, features=FEATURES, as_of=None)
    return measure_indicators(data, None, AnalysisSettings(health=HealthSettings(**health)))


def test_the_label_gives_direction_and_weight(make_data):
    found = indicators(make_data)
    assert found.profile == "customers"
    columns = {column.key: column for column in found.columns}
    assert columns.keys() == {
        "column.Visits", "column.Complaints", "column.Contract", "column.Noise", "column.Phone Service",
    }  # fmt: skip
    assert columns["column.Visits"].higher_is_better
    assert not columns["column.Complaints"].higher_is_better
    assert columns["column.Noise"].weight == 0
    assert columns["column.Visits"].weight > columns["column.Contract"].weight > 0
    assert sum(column.weight for column in found.columns) == pytest.approx(100)
    assert {column.key for column in found.columns[-2:]} == {"column.Noise", "column.Phone Service"}
    assert "lower values" in Words()(columns["column.Visits"].note)


def test_identifiers_leaks_and_constants_are_left_out_by_name(make_data):
    said = Words()(indicators(make_data).profile_note)
    for name in ("RowNumber", "CustomerId", "Zip Code", "Serial", "Churn Score", "Final Bill"):
        assert name in said
    assert "Constant" not in said


def test_thresholds_are_the_terciles_and_flags_have_two_levels(make_data):
    columns = {column.key: column for column in indicators(make_data).columns}
    visits = columns["column.Visits"]
    low, high = np.quantile(FEATURES["Visits"], [1 / 3, 2 / 3])
    assert (visits.thresholds.high, visits.thresholds.medium) == (high, low)
    complaints = columns["column.Complaints"].thresholds
    assert complaints.high <= complaints.medium
    contract = columns["column.Contract"]
    assert contract.unit == "level"
    assert contract.thresholds.high == contract.thresholds.medium == 1
    assert Words()(contract.sentence, value=1.0) == "Contract: yes"
    assert Words("zh_CN")(contract.sentence, value=0.0) == "Contract：否"


def test_without_a_label_directions_have_to_be_chosen(make_data):
    waiting = indicators(make_data, labelled=False)
    assert not any(column.weight for column in waiting.columns)
    assert np.isnan(score_health(waiting, AnalysisSettings()).score).all()
    assert "direction" in Words()(waiting.columns[0].note)
    chosen = indicators(make_data, labelled=False, directions={"Visits": "lower", "column.Noise": "higher"})
    weights = {column.key: column.weight for column in chosen.columns if column.weight}
    assert weights == {"column.Visits": 50, "column.Noise": 50}
    visits = next(column for column in chosen.columns if column.key == "column.Visits")
    assert not visits.higher_is_better
    assert np.isfinite(score_health(chosen, AnalysisSettings()).score).all()


def test_a_chosen_direction_wins_over_the_label(make_data):
    found = indicators(make_data, directions={"Visits": "lower"})
    visits = next(column for column in found.columns if column.key == "column.Visits")
    assert not visits.higher_is_better


def test_beside_orders_a_column_is_on_offer_once_its_direction_is_chosen(make_data):
    orders = {"customer": [0, 1], "ordered_on": [3, 90], "amount": [5.0, 6.0]}
    data = make_data(2, features={"Age": [30.0, 40.0]}, orders=orders)

    def keys(**health):
        settings = AnalysisSettings(health=HealthSettings(**health))
        found = measure_indicators(data, order_book(data), settings)
        return {column.key: column.weight for column in found.columns}

    assert "column.Age" not in keys()
    assert keys(directions={"Age": "higher"})["column.Age"] == 0


def test_a_public_telecom_table(shared_data, make_data):
    import pandas as pd

    table = pd.read_csv(shared_data / "churn" / "telco_ibm_7043.csv")
    flags = {
        name: (table[name] == "Yes").to_numpy() for name in ("Partner", "Dependents", "PaperlessBilling")
    }
    numbers = {
        name: table[name].astype(float).to_numpy() for name in ("tenure", "MonthlyCharges", "SeniorCitizen")
    }
    data = make_data(
        len(table),
        customers={"churned": (table["Churn"] == "Yes").tolist()},
        features=numbers | flags,
        as_of=None,
    )
    columns = {c.key: c for c in measure_indicators(data, None, AnalysisSettings()).columns}
    assert columns["column.tenure"].higher_is_better
    assert columns["column.tenure"].weight == max(c.weight for c in columns.values())
    assert not columns["column.PaperlessBilling"].higher_is_better
    assert columns["column.Partner"].higher_is_better


def test_a_direction_for_a_column_that_is_not_there_is_refused(make_data):
    with pytest.raises(UserFacingError) as refused:
        indicators(make_data, directions={"Vists": "lower"})
    assert refused.value.code == "unknown_column"
    assert "“Visits”" in str(refused.value)
