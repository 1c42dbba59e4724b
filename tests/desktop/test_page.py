from __future__ import annotations

from retention_desk.desktop.page import Page
from retention_desk.foundation.wording import Words, phrase


def test_a_page_says_its_sentence_with_its_figures_set_apart(qtbot, appearance, words):
    page = Page("Home", words)
    qtbot.addWidget(page)
    page.say(phrase("Of **{n:count} customers**, half bought.", n=5942))
    assert page.sentence.spoken() == "Of 5,942 customers, half bought."
    assert "font-weight:600" in page.sentence.text()


def test_a_page_has_nothing_of_its_own_until_it_says_so(qtbot, appearance, words):
    page = Page("Home", words, scroll=False)
    qtbot.addWidget(page)
    assert page.settings_panel() is None
    assert page.why_panel() is None
    assert list(page.commands()) == []
    page.retranslate(Words("zh_TW"))
    assert page.words.language == "zh_TW"
