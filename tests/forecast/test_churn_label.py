from dataclasses import replace

import numpy as np
import pandas as pd

from retention_desk.forecast.churn_label import churn_label, label_column
from tests.forecast.builders import customer_data

LEFT_ON = [pd.Timestamp("2024-01-05"), pd.NaT, pd.NaT]


def test_the_churn_column_counts_before_dates():
    told = pd.array([False, None, True], "boolean")
    data = customer_data(pd.DataFrame({"churned": told, "churn_date": LEFT_ON}))
    assert churn_label(data).tolist() == [False, pd.NA, True]
    assert label_column(data) == "churned"


def test_who_has_a_date_has_left():
    data = customer_data(pd.DataFrame({"churned": pd.array([None] * 3, "boolean"), "churn_date": LEFT_ON}))
    assert churn_label(data).tolist() == [True, False, False]
    assert label_column(data) == "churn_date"
    rows = pd.DataFrame({"source": 0, "source_row": [2.0, 3.0, np.nan]}, index=data.customer_ids)
    assert churn_label(replace(data, customer_rows=rows)).isna().tolist() == [False, False, True]


def test_a_column_named_like_the_label_may_hold_the_dates():
    data = customer_data(features=pd.DataFrame({"Churned": LEFT_ON, "when": LEFT_ON}))
    assert churn_label(data).tolist() == [True, False, False]
    assert label_column(data) == "Churned"


def test_nothing_tells():
    assert churn_label(customer_data(features=pd.DataFrame({"x": [1.0]}))) is None
