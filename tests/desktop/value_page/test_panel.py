"""The value page's settings: each field is a setting, and a cost of 0 is none."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from retention_desk.desktop.value_page.panel import ValuePanel
from retention_desk.foundation.settings import AnalysisSettings
from tests.desktop.factory import make_analysis, with_currency
from tests.desktop.small_desk import small_desk


@pytest.fixture
def panel(qtbot, appearance, manual_executors):
    desk = small_desk(manual_executors, make_analysis(20))
    panel = ValuePanel(desk)
    qtbot.addWidget(panel)
    panel.session = desk.session.session
    return panel


def typed(field, text):
    field.setText(text)
    field.editingFinished.emit()


def test_fields_are_settings(panel):
    panel.show_analysis(make_analysis(20))
    typed(panel.margin, "35")
    typed(panel.discount, "8")
    typed(panel.months, "24")
    typed(panel.cost, "49.5")
    value = panel.session.settings.value
    assert (value.margin_share, value.discount_rate_yearly, value.horizon_months) == (0.35, 0.08, 24)
    assert value.acquisition_cost == 49.5


def test_a_cost_of_nothing_is_one_that_is_not_known(panel):
    known = AnalysisSettings().with_value("value.acquisition_cost", 20.0)
    panel.session.show_analysis(make_analysis(20, settings=known))
    panel.show_analysis(panel.session.analysis)
    assert panel.cost.value() == 20.0
    typed(panel.cost, "0")
    assert panel.session.settings.value.acquisition_cost is None
    panel.show_analysis(with_currency(make_analysis(20), "GBP"))
    assert math.isnan(panel.cost.value())
    assert panel.cost.text() == ""


def test_costs_by_channel_are_typed_in_rows_of_their_own(panel):
    analysis = make_analysis(20)
    channel = pd.Categorical(["Ads", "Shop"] * 10)
    data = replace(analysis.data, customers=analysis.data.customers.assign(channel=channel))
    panel.show_analysis(replace(analysis, data=data))
    assert panel.by_channel.keys() == ["Ads", "Shop"]
    typed(panel.by_channel.field("Ads"), "12.5")
    assert dict(panel.session.settings.value.acquisition_costs) == {"Ads": 12.5}
    panel.by_channel.reset.emit("Ads")
    assert dict(panel.session.settings.value.acquisition_costs) == {}
    bare = replace(data, customers=data.customers.drop(columns="channel"))
    panel.show_analysis(replace(analysis, data=bare))
    assert not panel.by_channel.isVisibleTo(panel)
