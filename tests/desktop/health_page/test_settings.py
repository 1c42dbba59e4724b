"""Rulers of indicators, their values in words, and the settings of the score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.health_page.settings import HealthPanel, ruler_of, value_form
from retention_desk.desktop.page import Desk
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


def test_the_ruler_holds_every_known_value_and_both_thresholds(analysis):
    for column in analysis.indicators.columns:
        ruler = ruler_of(column, column.thresholds)
        assert ruler.low < min(ruler.thresholds) <= max(ruler.thresholds) < ruler.high
        assert sum(ruler.counts) == int(np.isfinite(column.values).sum())
        assert ruler.high_is_good == column.higher_is_better


def test_what_cannot_be_below_nothing_starts_at_nothing(analysis):
    column = next(c for c in analysis.indicators.columns if c.key == "silence")
    assert ruler_of(column, Thresholds(high=0.1, medium=5.0)).low == 0


def test_an_indicator_nobody_knows_has_no_ruler(analysis):
    column = analysis.indicators.columns[0]
    unknown = replace(column, values=np.full(60, np.nan))
    assert ruler_of(unknown, column.thresholds) is None


def test_one_value_for_all_still_makes_a_scale(analysis):
    column = replace(analysis.indicators.columns[0], values=np.full(60, 2.0))
    ruler = ruler_of(column, Thresholds(high=2.0, medium=2.0))
    assert ruler.low < ruler.high


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("share", 0.1, "10 %"),
        ("ratio", 2.5, "2.5 ×"),
        ("money", 1200.0, "£1,200"),
        ("days", 480.0, "480"),
        ("count", 2.5, "2.5"),
    ],
)
def test_values_are_set_by_their_unit(unit, value, said):
    text = value_form(unit, "GBP")(value, Words("en"))
    assert text.replace("\u202f", " ").replace("\u00a0", " ") == said


def test_the_panel_shows_the_settings_and_edits_them_as_named_steps(opened, qtbot, analysis):
    opened.session.show_analysis(analysis, "Book")
    panel = HealthPanel(Desk(opened.window, opened.workspace))
    qtbot.addWidget(panel)
    panel.show_analysis(analysis)
    fields = panel._fields
    assert fields["health.bands.healthy"].value() == 70
    assert fields["health.minimum_coverage"].value() == 50
    fields["health.minimum_coverage"].changed.emit(60.0)
    assert opened.session.settings.health.minimum_coverage == 0.6
    panel.smooth.setChecked(True)
    assert opened.session.settings.health.smooth
    opened.session.undo()
    assert not opened.session.settings.health.smooth
    # Healthy below watch cannot be: it is told, and nothing changes.
    fields["health.bands.healthy"].changed.emit(30.0)
    assert opened.session.settings.health.bands.healthy == 70
    assert opened.window.error_card() is not None
