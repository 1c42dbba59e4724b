"""The reasons of the articles: each has words in the file of keywords, but `other`."""

from retention_desk.foundation.keywords import keywords
from retention_desk.foundation.leaving_reasons import LEAVING_REASONS, EditedReason


def test_every_reason_but_other_has_words():
    assert set(keywords("leaving")) == set(LEAVING_REASONS) - {"other"}


def test_a_reason_not_edited_says_nothing():
    assert EditedReason() == EditedReason("", None, "")
