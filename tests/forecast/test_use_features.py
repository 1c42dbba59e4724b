import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.use_features import breadth_of_use, use_features
from tests.forecast.builders import EPOCH, customer_data
from tests.forecast.many_tables import START, dates


def test_breadth_counts_different_features_of_thirty_days():
    activity = pd.DataFrame(
        {"customer": [0, 0, 0, 0, 1], "happened_on": dates([10, 90, 95, 96, 130]), "count": 1.0,
         "feature": pd.Categorical(["a", "b", "c", "c", "a"])}
    )  # fmt: skip
    data = customer_data(events={"activity": activity}, as_of=EPOCH + dt.timedelta(days=200))
    (found,) = breadth_of_use(data, START + 100)
    assert found.shown.tolist() == [2, 0]
    assert [f.name for f in use_features(data, START + 100, None, np.zeros(2))] == []
