"""The forecast view: honest in every state, with the ways out, and reasons under each customer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.reason_lines import ReasonLines
from retention_desk.desktop.risk_page.forecast_view import driver_bars, sentence, status_title
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.risk_analyses import refused, risk_analysis


@pytest.fixture
def page(opened):
    opened.session.show_analysis(risk_analysis(), "Book")
    return opened.window.open_page("risk")


def test_a_model_shows_charts_quality_drivers_and_no_notice(page):
    view = page.views["forecast"]
    assert view.notice.isHidden()
    for part in (view.calibration, view.lift, view.quality, view.drivers, view.customers):
        assert part.isVisible()
    assert "The forecast beats the simple rule" in page.sentence.spoken()


@pytest.mark.parametrize("status", ["refused", "off"])
def test_without_a_forecast_no_chart_stays_and_the_way_out_is_there(page, opened, status):
    opened.session.show_analysis(refused(status), "Book")
    view = page.views["forecast"]
    assert view.notice.isVisible()
    for part in (view.calibration, view.lift, view.quality, view.drivers):
        assert not part.isVisible()
    assert view.customers.isVisible()
    opened.window.inspector.set_folded(True)
    view.notice.settings.click()
    assert opened.window.inspector.tab() == "settings"
    assert view.notice.why.isVisible() is (status == "refused")
    view.notice.why.click()
    assert page.tabs.key() == "limits"


def test_a_rule_shows_its_own_lift_in_words(words):
    churn = replace(risk_analysis().churn, status="rules", reason=phrase("The rule is used."))
    rule = replace(churn.baseline, lift_top_decile=1.2)
    told = words(sentence(replace(churn, baseline=rule)))
    assert "**61 would have left**" in told
    assert told.endswith("The simple rule is used.")
    assert words(status_title(churn)) == "A simple rule is used, not a model"


def test_a_customer_opens_to_its_reasons(page):
    table = page.views["forecast"].customers.table
    assert table.expandable
    assert isinstance(page.views["forecast"]._reasons(3), ReasonLines)


def test_drivers_are_bars_against_the_strongest(words):
    bars = driver_bars(make_analysis(10).churn, words)
    assert [round(bar.length, 3) for bar in bars] == [1.0, 0.577, 0.346]
    assert driver_bars(refused().churn, words) == []
