"""The two questions of an import, answered from the data, and what was found while reading."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from retention_desk.desktop.import_wizard.customer_keys import KeyCandidate
from retention_desk.desktop.import_wizard.pauses import Pauses
from retention_desk.desktop.import_wizard.questions_panel import FindingRow, QuestionsPanel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


@pytest.fixture
def panel(qtbot, appearance, words):
    panel = QuestionsPanel(words)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def asking():
    table = raw()
    keys = (KeyCandidate("ID", 18, 0, True), KeyCandidate("Phone", 15, 2, False))
    return draft((table, mapping(table)), keys=keys)


def said(widget) -> str:
    # Labels that were just put into a layout become visible with the next events.
    QApplication.processEvents()
    return "\n".join(label.spoken() for label in widget.findChildren(Label) if not label.isHidden())


def test_the_likeliest_key_is_chosen_and_another_can_be(panel, asking, qtbot):
    panel.show_draft(asking)
    assert [row.isChecked() for row in panel._rows] == [True, False]
    assert "2" in panel._rows[1].accessibleName()
    with qtbot.waitSignal(panel.key_chosen) as chosen:
        panel._rows[1].click()
    assert chosen.args == ["Phone"]


def test_without_a_key_it_says_where_to_choose_one(panel, asking):
    panel.show_draft(replace(asking, keys=()))
    assert "No column names a customer yet" in said(panel)


def test_pauses_answer_the_second_question_and_days_can_be_typed(panel, asking, qtbot):
    pauses = Pauses(counts=np.array([5, 3, 1]), most_days=180, median_days=18, ninety_days=91, n=9)
    panel.show_draft(replace(asking, pauses=pauses))
    assert panel.pauses.isVisible()
    assert "91 days" in said(panel)
    assert panel.days.value() == 90
    with qtbot.waitSignal(panel.days_chosen) as chosen:
        panel.days.setText("120")
        panel.days.editingFinished.emit()
    assert chosen.args == [120]


def test_without_dates_it_says_why_there_is_no_answer(panel, asking):
    panel.show_draft(asking)
    assert not panel.pauses.isVisible()
    assert "The rows have to be read first." in said(panel)


def test_findings_tell_what_was_found_how_many_and_what_was_done(panel, asking, words):
    finding = Finding(
        code="x", severity="look", text=phrase("63 rows name no customer."), rows=63,
        done=phrase("They are set aside."), amount=9214.0,
    )  # fmt: skip
    panel.show_draft(replace(asking, findings=(finding,)))
    text = said(panel)
    assert "63 rows name no customer." in text
    assert "They are set aside. 9,214" in text
    panel.show_draft(asking)
    assert "Nothing to report." in said(panel)


def test_a_finding_says_its_amount_in_the_currency(qtbot, appearance, words):
    finding = Finding(
        code="x", severity="note", rows=0, text=phrase("Found"), done=phrase("Done:"), amount=10.0
    )
    row = FindingRow(finding, "GBP", words)
    qtbot.addWidget(row)
    assert "£10" in said(row)
