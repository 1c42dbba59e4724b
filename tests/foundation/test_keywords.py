"""Words at the beginning of a word in English, anywhere in Chinese."""

import pytest

from retention_desk.foundation.keywords import keyword_patterns, words_pattern


@pytest.mark.parametrize(
    ("text", "found"),
    [("too late", True), ("chocolate", False), ("lately", True), ("发货太慢了", True), ("很好", False)],
)
def test_where_words_are_found(text, found):
    assert (words_pattern(("late", "慢")).search(text) is not None) is found


def test_both_groups_speak_both_languages():
    for group in ("leaving", "topics"):
        patterns = keyword_patterns(group)
        assert len(patterns) >= 10
        for pattern in patterns.values():
            assert any(character > "\u2e80" for character in pattern.pattern)
