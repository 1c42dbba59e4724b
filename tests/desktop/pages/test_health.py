"""Indicators on the health page: those without weight fold away, are offered by table, and come back."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.desktop.health_page.band_changes import band_changes
from retention_desk.desktop.health_page.indicators_card import unused_by_table
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings
from tests.desktop.factory import make_analysis, make_health

WEIGHTS = {"silence": 60.0, "frequency": 40.0, "amount": 0.0, "breadth": 0.0, "returns": 0.0, "tenure": 0.0}


@pytest.fixture
def analysis():
    settings = AnalysisSettings(health=HealthSettings(weights=WEIGHTS))
    made = make_analysis(80, settings=settings)
    return replace(made, intermediate=MappingProxyType({"book": order_book(made.data)}))


@pytest.fixture
def page(opened, analysis):
    opened.session.show_analysis(analysis, "Book")
    return opened.window.open_page("health")


def test_only_indicators_with_a_weight_have_a_row_and_the_rest_is_offered_by_table(page, analysis):
    assert list(page.indicators.rows) == ["silence", "frequency"]
    offered = unused_by_table(analysis, page.indicators.rows)
    keys = {column.key for columns in offered.values() for column in columns}
    assert keys == {"amount", "breadth", "returns", "tenure"}
    assert "tenure" in [column.key for column in offered["orders"]]
    texts = [
        action.text()
        for action in page.indicators.add_menu().actions()
        if action.isEnabled() and action.text()
    ]
    assert len(texts) == 4
    assert all("\t" in text for text in texts)


def test_one_that_is_added_takes_a_tenth_and_the_others_give_way(page, opened, analysis):
    page._add_indicator("tenure")
    weights = opened.session.settings.health.weights
    assert weights["tenure"] == 10
    assert sum(weights.values()) == pytest.approx(100)
    assert weights["silence"] == pytest.approx(54)
    health = make_health(analysis.indicators, opened.session.settings)
    opened.session.show_analysis(replace(analysis, health=health, settings=opened.session.settings))
    assert "tenure" in page.indicators.rows


def test_one_dragged_to_nothing_keeps_its_row(page, opened, analysis):
    page._drag_weight("frequency", 0.0)
    settings = opened.session.settings
    assert settings.health.weights["frequency"] == 0
    opened.session.show_analysis(
        replace(analysis, health=make_health(analysis.indicators, settings), settings=settings)
    )
    assert list(page.indicators.rows) == ["silence", "frequency"]


def test_another_profile_starts_from_its_own_weights(page, opened):
    opened.workspace._set_profile("subscription")
    health = opened.session.settings.health
    assert (health.profile, health.weights, health.pinned) == ("subscription", {}, {})
    opened.session.undo()
    assert opened.session.settings.health.weights == WEIGHTS


def test_where_all_have_weight_nothing_is_offered(opened):
    made = make_analysis(40)
    opened.session.show_analysis(made, "Book")
    page = opened.window.open_page("health")
    assert np.all(np.asarray(made.health.weights) > 0)
    assert not page.indicators.add.isVisible()


def test_an_indicator_is_turned_round_as_the_data_say_and_that_can_be_undone(opened, analysis):
    suggested = MappingProxyType({"silence": "higher"})
    backtest = replace(analysis.backtest, suggested_directions=suggested)
    opened.session.show_analysis(replace(analysis, backtest=backtest), "Book")
    page = opened.window.open_page("health")
    page.indicators.turned.emit("frequency")
    assert opened.session.settings.health.directions == {}
    page.indicators.turned.emit("silence")
    assert opened.session.settings.health.directions == {"silence": "higher"}
    opened.session.undo()
    assert opened.session.settings.health.directions == {}


def test_the_page_fits_a_low_window_with_changed_weights(opened, qtbot):
    made = make_analysis(200)
    opened.window.resize(1366, 768)
    opened.session.show_analysis(made, "Book")
    page = opened.window.open_page("health")
    settings = opened.session.settings.with_value("health.weights.silence", 80.0)
    changed = make_health(made.indicators, settings)
    page.changes.show_changes(
        replace(made, health=changed), made.health, band_changes(made.health, changed), page.words
    )
    qtbot.wait(1)
    assert page._holder.minimumSizeHint().height() < 590
