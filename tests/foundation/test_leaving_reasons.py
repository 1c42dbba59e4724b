"""Reasons told by the words of the file, in three languages."""

import pytest

from retention_desk.foundation.keywords import keyword_patterns
from retention_desk.foundation.leaving_reasons import LEAVING_REASONS, leaving_reason


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Too expensive", "price"),
        ("Support too slow", "slow_service"),
        ("Switched to another product", "competitor"),
        ("Missing a feature", "below_expectation"),
        ("Not using it enough", "no_perceived_value"),
        ("Closing the business", "no_need"),
        ("价格太贵", "price"),
        ("客服態度差", "felt_ignored"),
        ("竞争对手优惠", "competitor"),
        ("xyz", "other"),
    ],
)
def test_texts_are_told(text, key):
    assert leaving_reason(text) == key


def test_every_reason_but_other_has_words():
    assert set(keyword_patterns("leaving")) == set(LEAVING_REASONS) - {"other"}
