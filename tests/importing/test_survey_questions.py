"""Headers that are the questions of a survey."""

import pytest

from retention_desk.importing.survey_questions import asks_for


@pytest.mark.parametrize(
    "header",
    [
        "How likely are you to recommend us to a friend or colleague?",
        "Would you recommend us? (0-10)",
        "Overall satisfaction (1-5)",
        "您有多大可能向朋友推荐我们？",
        "您願意推薦我們的程度",
        "整体满意度打分",
        "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        "Quelle est la probabilité de nous recommander ?",
        "¿Qué probabilidad hay de recomendar nuestra empresa?",
    ],
)
def test_a_question_for_a_score(header):
    assert asks_for("score", header)


@pytest.mark.parametrize("header", ["Any comments?", "您打分的原因是", "Why did you choose this score?"])
def test_a_question_for_words(header):
    assert asks_for("comment", header)
    assert not asks_for("score", header)


@pytest.mark.parametrize("header", ["Recommendation engine", "Order date", "推荐人", "推荐时间", "原因"])
def test_other_headers_ask_nothing(header):
    assert not asks_for("score", header)
    assert not asks_for("customer_id", header)
