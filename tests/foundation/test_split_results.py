"""Nouns of splits: values of groups, names of the user's own."""

import numpy as np

from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.split_results import Split, SplitColumn, plain_name
from retention_desk.foundation.wording import Words, phrase


def test_a_group_too_few_to_tell_has_no_value():
    metrics = (Metric("mau", "count", 3.0), Metric("mau", "count", None, missing=phrase("too few")))
    column = SplitColumn("customers.region", plain_name("Region"))
    split = Split("mau", "count", column, ("a", "b"), (plain_name("a"), plain_name("b")),
                  np.array([3, 1]), metrics, Metric("mau", "count", 4.0), 10)  # fmt: skip
    np.testing.assert_array_equal(split.values, [3.0, np.nan])


def test_a_name_of_the_user_is_never_translated():
    assert Words("zh_CN")(plain_name("Customers {odd}")) == "Customers {odd}"
