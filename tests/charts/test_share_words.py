"""Shares said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.charts.share_words import share_in_words
from retention_desk.foundation.wording import LANGUAGES, Words


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.334, "A third"),
        (0.367, "More than a third"),
        (0.31, "Nearly a third"),
        (0.607, "Six in ten"),
        (0.02, "2.0\u202f%"),
    ],
)
def test_shares_in_words(share, said):
    assert share_in_words(share, Words("en")) == said


@given(st.floats(0, 1), st.sampled_from(LANGUAGES))
def test_every_share_can_be_said(share, language):
    assert share_in_words(share, Words(language))


def test_an_unknown_share_stays_unknown():
    assert share_in_words(float("nan"), Words("en")) == "—"
