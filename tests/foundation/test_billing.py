"""Billing periods in words, in months."""

import numpy as np
import pandas as pd

from retention_desk.foundation.billing import billing_months


def test_words_are_months_and_the_unknown_is_not_one():
    words = pd.Series(["Annual", " monthly ", "季付", "半年", "now and then", None])
    np.testing.assert_array_equal(billing_months(words), [12, 1, 3, 6, np.nan, np.nan])
