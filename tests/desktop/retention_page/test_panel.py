"""The settings of the retention page: which belong to a view, and what each of them does."""

from __future__ import annotations

import pytest

from retention_desk.desktop.retention_page.cohort_cells import CohortLook
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.foundation.split_results import SplitColumn
from retention_desk.foundation.wording import phrase
from tests.desktop.measured import measured
from tests.desktop.small_desk import small_desk


@pytest.fixture
def desk(manual_executors, qapp):
    return small_desk(manual_executors, measured())


@pytest.fixture
def panel(qtbot, appearance, desk):
    panel = RetentionPanel(desk)
    qtbot.addWidget(panel)
    panel.show_analysis(measured())
    panel.told = []
    panel.changed.connect(lambda: panel.told.append(panel.shown()))
    return panel


def press(control, key):
    control.choose(key)
    control.chosen.emit(key)


def test_it_begins_with_the_first_screen(panel):
    assert panel.shown().cohorts == CohortLook()
    assert panel.by.key() == "month"


def test_each_control_of_the_grid_is_told(panel):
    press(panel.by, "year")
    press(panel.measure, "customers")
    press(panel.count, "later")
    panel.average.setChecked(False)
    look = panel.told[-1].cohorts
    assert (look.by, look.measure, look.later, look.average) == ("year", "customers", True, False)
    press(panel.measure, "revenue")
    assert not panel.count.isEnabled()
    panel.last.menu().actions()[2].trigger()
    assert panel.told[-1].cohorts.last is None


def test_periods_are_stepped_within_those_there_are(panel):
    count = len(measured().metrics.movements.ends)
    panel.step(1)
    assert panel.told == []
    for _ in range(count + 2):
        panel.step(-1)
    assert panel.shown().back == count - 1
    panel.step(1)
    assert panel.shown().back == count - 2
    panel.shown_period.menu().actions()[1].trigger()
    assert panel.shown().back == 1


def test_figures_are_settings_of_the_session(panel, desk):
    press(panel.period, "month")
    panel.active_days.changed.emit(30.0)
    panel.lost_days.changed.emit(120.0)
    settings = desk.session.session.settings
    assert (settings.general.period, settings.general.active_window_days) == ("month", 30)
    assert settings.segments.lost_after_days == 120


@pytest.mark.parametrize(
    ("view", "of_period", "of_cohorts", "of_split"),
    [("cohorts", True, True, True), ("curves", False, False, True), ("survival", False, False, True),
     ("recurring", True, False, False), ("activity", False, False, False)],
)  # fmt: skip
def test_a_view_has_the_settings_that_act_on_it(panel, view, of_period, of_cohorts, of_split):
    panel.show_view(view)
    shown = [not part.isHidden() for part in (panel._of_period, panel._of_cohorts, panel._of_split)]
    assert shown == [of_period, of_cohorts, of_split]
    assert panel._of_loss.isHidden() == (view not in {"cohorts", "survival"})


def test_where_a_subscription_decides_the_window_and_the_silence_are_not_offered(panel):
    panel.show_analysis(measured("subscription"))
    panel.show_view("survival")
    assert panel._of_window.isHidden()
    assert panel._active_by.spoken() == "Active: a running subscription."
    assert panel._of_loss.isHidden()


def test_a_column_that_is_gone_splits_no_more(panel):
    region = SplitColumn("customers.region", phrase("Region"))
    lines = SplitColumn("orders.product", phrase("Product"), of="lines")
    panel.show_columns((region, lines))
    assert panel.shown().columns == (region,), "curves follow customers, not lines"
    panel.choose_split("customers.region")
    panel.show_columns(())
    assert panel.shown().split == ""
