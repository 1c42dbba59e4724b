import numpy as np
import pandas as pd

from retention_desk.importing.finish_events import finish_subscriptions


def test_amounts_become_monthly_and_trials_nothing() -> None:
    frame = pd.DataFrame(
        {
            "amount": [120.0, 30.0, 50.0, 12.0],
            "billing_period": pd.Categorical(["Annual", "quarterly", None, "月付"]),
            "trial": pd.array([False, False, None, True], dtype="boolean"),
        }
    )
    made = finish_subscriptions(frame)
    np.testing.assert_allclose(made["mrr"], [10, 10, 50, 0])
    assert made["ended_on"].isna().all()


def test_a_monthly_amount_goes_before_the_bill() -> None:
    made = finish_subscriptions(pd.DataFrame({"mrr": [9.0, np.nan], "amount": [1.0, 24.0]}))
    assert made["mrr"].tolist() == [9.0, 24.0]
