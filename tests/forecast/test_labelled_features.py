import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.labelled_features import labelled_features
from tests.forecast.builders import customer_data


def made(n=200):
    rng = np.random.default_rng(0)
    customers = pd.DataFrame(
        {
            "name": [f"Name {k}" for k in range(n)],
            "churned": pd.array(rng.random(n) < 0.3, "boolean"),
            "churn_reason": "price",
            "signup_date": pd.Timestamp("2024-01-01") - pd.to_timedelta(rng.integers(0, 900, n), unit="D"),
            "mrr": rng.gamma(3, 10, n),
        }
    )
    features = pd.DataFrame(
        {
            "row": np.arange(1, n + 1),
            "comment": [f"text number {k}" for k in range(n)],
            "constant": "x",
            "empty": np.nan,
            "plan": pd.Categorical(rng.choice(["basic", "pro"], n)),
            "senior": pd.array(np.where(rng.random(n) < 0.1, pd.NA, rng.random(n) < 0.5), "boolean"),
            "later": pd.Timestamp("2024-06-01"),
            "city": rng.choice([f"c{k}" for k in range(90)], n),
        }
    )
    return customer_data(customers, features, as_of=dt.date(2024, 1, 1))


def test_what_can_be_used_and_what_cannot():
    found = labelled_features(made())
    assert found.table.names == ("signup_date", "mrr", "plan", "senior")
    listed = {column.column for column in found.left_out}
    assert listed == {"name", "churn_reason", "row", "comment", "constant", "empty", "later", "city"}
    assert not any(column.kept for column in found.left_out)


def test_dates_are_days_before_and_flags_and_categories_keep_their_words():
    data = made()
    table = labelled_features(data).table
    first = (pd.Timestamp("2024-01-01") - data.customers["signup_date"].iloc[0]).days
    assert table.features[0].values[0] == first
    plan = table.features[2]
    assert plan.shown[0] == data.features["plan"].iloc[0]
    assert set(plan.levels) == {"basic", "pro"}
    unknown = data.features["senior"].isna().to_numpy()
    assert np.isnan(table.features[3].values[unknown]).all()
    assert table.features[3].shown[unknown][0].text == "unknown"
