"""How the figures are made: definitions and caveats of this very review."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.why import ReviewWhy, paragraphs_of
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import phrase
from tests.desktop.review_parts import make_review
from tests.desktop.small_desk import small_desk


@pytest.fixture
def why(qtbot, appearance, manual_executors):
    why = ReviewWhy(small_desk(manual_executors))
    qtbot.addWidget(why)
    why.show()
    return why


def shown(why, qtbot):
    qtbot.wait(1)
    return [label.spoken() for label in why.findChildren(Label) if label.isVisible()]


def test_before_there_is_a_review_merging_is_explained(why, qtbot):
    assert shown(why, qtbot)[0] == "How workbooks are merged"


def test_definitions_caveats_and_methods_are_those_of_the_review(why, qtbot, words):
    why.show_review(make_review(missing=(phrase("No list yet."),)), words)
    texts = shown(why, qtbot)
    assert {"Kept = ordered.", "Left = lost now.", "A caveat.", "No list yet.", "Looked twice."} <= set(texts)


def test_a_heading_without_anything_is_left_out():
    headings = {heading.text: texts for heading, texts in paragraphs_of(make_review(caveats=()))}
    assert headings["What to know when reading"] == []
