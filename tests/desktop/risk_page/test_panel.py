"""The risk page's settings: model and horizon are settings, columns in use are not among those left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.risk_page.panel import RiskPanel
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said, small_desk


@pytest.fixture
def panel(qtbot, appearance, manual_executors):
    desk = small_desk(manual_executors, make_analysis(20))
    panel = RiskPanel(desk)
    qtbot.addWidget(panel)
    panel.session = desk.session.session
    return panel


def test_model_and_horizon_are_settings_and_can_be_undone(panel):
    panel.model.chosen.emit("logistic")
    panel.horizon.setText("60")
    panel.horizon.editingFinished.emit()
    assert panel.session.settings.churn.model == "logistic"
    assert panel.session.settings.general.horizon_days == 60
    panel.session.undo()
    panel.session.undo()
    assert panel.session.settings.churn.model == "auto"


def test_columns_left_out_are_named_with_their_reason(panel):
    made = make_analysis(20)
    kept = LeftOutColumn("score", phrase("Its name tells."), kept=True)
    panel.show_analysis(replace(made, churn=replace(made.churn, left_out=(*made.churn.left_out, kept))))
    texts = " ".join(said(panel))
    assert "churn_score: The name tells of the outcome." in texts
    assert "Its name tells" not in texts
    panel.show_analysis(replace(made, churn=replace(made.churn, left_out=())))
    assert "None." in said(panel)
