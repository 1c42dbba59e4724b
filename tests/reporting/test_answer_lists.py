"""Answers of the drop-downs: different words for different keys, in every language."""

import pytest

from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [STATUSES, OUTCOMES])
def test_no_two_answers_read_the_same(language, answers):
    said = [Words(language)(label) for label in answers.values()]
    assert len(set(said)) == len(answers)
