"""A claim's row: verdict with glyph and word, unfolding by mouse and keys, its method and chart inside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette

from retention_desk.desktop.value_page.claim_row import VERDICTS, ClaimRow, VerdictMark, amount_of
from retention_desk.foundation.wording import NOTHING_SAID, phrase
from tests.desktop.small_desk import said, small_desk, speak
from tests.desktop.value_answers import claim


@pytest.fixture
def row(qtbot, appearance, manual_executors):
    row = ClaimRow(small_desk(manual_executors))
    qtbot.addWidget(row)
    row.resize(800, 60)
    row.show()
    return row


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_a_word_and_a_glyph(row, words, verdict):
    row.show_claim(claim(verdict))
    assert row.head.verdict.spoken() == words(VERDICTS[verdict][0])
    assert row.head.accessibleName().startswith(words(VERDICTS[verdict][0]))


def test_glyphs_of_verdicts_differ(qtbot, appearance):
    seen = set()
    for verdict in VERDICTS:
        mark = VerdictMark()
        qtbot.addWidget(mark)
        mark.show_verdict(verdict)
        image = mark.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(VERDICTS)


def test_labels_keep_their_own_colours_in_the_row(row):
    for label in (row.head.verdict, row.head.interval, row.head.n):
        assert label.foregroundRole() == QPalette.ColorRole.WindowText


def test_figures_of_the_row(row):
    row.show_claim(claim())
    assert row.head.claimed.spoken() == "2.00 times"
    assert (row.head.found.spoken(), row.head.interval.spoken()) == ("1.34 times", "1.25 to 1.44")
    assert row.head.n.spoken() == "3,000"
    row.show_claim(claim("missing", value=None, low=None, high=None, n=0))
    assert (row.head.found.spoken(), row.head.n.spoken()) == ("—", "—")
    assert row.head.interval.isHidden()


def test_shares_are_said_as_shares(words):
    assert words(amount_of(0.859, "share")) == "85.9\u202f%"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right])
def test_it_unfolds_by_keys(row, qtbot, key):
    told = []
    row.unfolded.connect(told.append)
    row.show_claim(claim())
    assert row.detail is None
    qtbot.keyClick(row.head, key)
    assert row.detail.isVisible()
    assert [one.key for one in told] == ["top_tenth_order_value"]
    qtbot.keyClick(row.head, Qt.Key.Key_Left)
    assert not row.detail.isVisible()


def test_the_detail_says_quote_method_numbers_and_leads_to_the_customers(row, qtbot):
    wanted = []
    row.customers_wanted.connect(wanted.append)
    row.show_claim(claim())
    row.head.click()
    for text in ("Quote", "Source", "Method", "1 of later orders ÷ 2 in all"):
        assert text in said(row.detail)
    assert row.detail.chart.title.spoken() == "Too few to tell: n = 3,000."
    assert row.detail.customers.text() == "Show the 3 customers measured"
    row.detail.customers.click()
    assert wanted[0].customers == (0, 2, 5)


def test_without_a_figure_the_reason_stands_in_words(row):
    missing = claim(
        "missing", value=None, low=None, high=None, n=0, customers=(), formula=NOTHING_SAID,
        sentence=phrase("Cannot be asked here: {why}.", why="needs column Amount"),
    )  # fmt: skip
    row.show_claim(missing)
    row.head.click()
    assert "Cannot be asked here: needs column Amount." in said(row.detail)
    assert row.detail.chart.isHidden()
    assert row.detail.customers.isHidden()


def test_the_name_is_said_in_the_language_chosen(row):
    row.show_claim(claim("holds"))
    words = speak(row._desk, "zh_TW")
    row.show_claim(claim("holds"))
    row.head.verdict.retranslate(words)
    assert row.head.verdict.spoken() == "成立"
