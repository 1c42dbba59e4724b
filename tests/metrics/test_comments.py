"""Comments by keyword, in both languages, counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.foundation.keywords import keyword_patterns
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.comments import TOPICS, comment_topics
from retention_desk.metrics.context import MetricContext
from tests.forecast.builders import customer_data

COMMENTS = [
    "Too expensive and slow",
    "物流太慢",
    "great",
    "the zebra ate the wombat",
    "another zebra",
    None,
    "",
]


def topics(comments=COMMENTS, scores=None):
    n = len(comments)
    table = pd.DataFrame(
        {
            "customer": np.arange(n) // 2,
            "answered_on": pd.to_datetime("2024-01-01") + pd.to_timedelta(np.arange(n), unit="D"),
            "score": scores or [float(k) for k in range(n)],
            "comment": pd.array(comments, dtype="str"),
        }
    )
    return comment_topics(MetricContext(customer_data(events={"surveys": table}), None, AnalysisSettings()))


def test_comments_are_counted_in_every_topic_they_touch():
    found = topics()
    counts = dict(zip(found.keys, found.comments.tolist(), strict=True))
    assert counts == {"speed": 2, "price": 1, "delivery": 1, "praise": 1}
    assert (found.n, found.without) == (5, 2)
    speed = found.keys.index("speed")
    assert found.customers[speed] == 1
    assert found.mean_score[speed] == 0.5
    assert found.rows[speed].tolist() == [1, 0]


def test_words_of_what_is_left_over():
    assert topics().frequent == (("zebra", 2),)
    han = topics(["苹果香蕉", "苹果桔子"])
    assert ("苹果", 2) in han.frequent


def test_every_topic_has_words_and_a_name():
    assert set(TOPICS) == set(keyword_patterns("topics"))


def test_no_comment_no_topics():
    assert topics([None, ""], [1.0, 2.0]) is None
    nothing = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert comment_topics(MetricContext(nothing, None, AnalysisSettings())) is None


def test_all_comments_are_told_latest_first_with_their_scales():
    found = topics()
    assert found.every.tolist() == [4, 3, 2, 1, 0]
    assert found.scales.tolist() == ["nps"] * 5


def test_of_two_scales_as_common_the_score_of_recommending_is_told():
    table = pd.DataFrame(
        {
            "customer": [0, 1],
            "answered_on": pd.to_datetime(["2024-01-01", "2024-01-02"]),
            "score": [4.0, 9.0],
            "scale": ["CES", "NPS"],
            "comment": pd.array(["great", "great"], dtype="str"),
        }
    )
    data = customer_data(events={"surveys": table})
    found = comment_topics(MetricContext(data, None, AnalysisSettings()))
    assert (found.scale, found.mean_score.tolist()) == ("nps", [9.0])
