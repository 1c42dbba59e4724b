"""Reasons of a customer: sentences, each with the change in probability and its sign."""

from __future__ import annotations

from dataclasses import replace

from retention_desk.desktop.reason_lines import ReasonLines
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said


def test_each_reason_is_a_sentence_with_its_signed_change(qtbot, appearance, words):
    analysis = make_analysis(30)
    lines = ReasonLines(analysis, 4, words)
    qtbot.addWidget(lines)
    texts = said(lines)
    assert any(text.startswith("No order for") and "typical 1.0" in text for text in texts)
    assert [text for text in texts if text.endswith("points")] == ["+19 points", "+10 points", "−4 points"]
    chance = words.share(float(analysis.churn.probability[4]), 0)
    assert any(chance in text and text.startswith("Likely to leave") for text in texts)


def test_without_reasons_that_is_said(qtbot, appearance, words):
    made = make_analysis(30)
    lines = ReasonLines(replace(made, churn=replace(made.churn, reasons=None)), 0, words)
    qtbot.addWidget(lines)
    assert "The forecast gives no reasons for this customer." in said(lines)
