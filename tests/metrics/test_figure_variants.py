"""All definitions at once: each equals the figure under its setting, and the panel says why they differ."""

from __future__ import annotations

import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.importing.scope import scope
from retention_desk.metrics import kpis
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.figure_variants import figure_variants, yearly_retention
from retention_desk.metrics.kpi import Kpi
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything

SHOP = AnalysisSettings(general=GeneralSettings(business_type="shop"))


def imported():
    data = everything()
    orders = data.events["orders"]
    orders["is_repeat"] = False
    orders.loc[::9, "is_repeat"] = orders["is_purchase"][::9]
    return data


def rescoping(data):
    def rescoped(settings):
        scoped = scope(data, settings)
        return scoped, order_book(scoped)

    return rescoped


def variants_of(key, data=None, settings=SHOP):
    data = imported() if data is None else data
    return figure_variants(key, MetricContext(data, order_book(data), settings), rescoping(data))


@pytest.mark.parametrize("key", [k for k, kpi in load_catalogue(kpis, Kpi).items() if kpi.choices])
def test_each_variant_is_the_figure_under_its_setting(key):
    data = imported()
    found = variants_of(key, data)
    assert found.variants[0].chosen
    for variant in found.variants:
        settings = SHOP if variant.setting is None else SHOP.with_value(variant.setting, variant.choice)
        scoped, book = rescoping(data)(settings)
        alone = compute_metrics(scoped, book, settings, SILENT).values[variant.figure]
        assert variant.metric.value == (None if alone.value is None else pytest.approx(alone.value)), variant
        assert Words("en")(variant.metric.formula) == Words("en")(alone.formula)


def test_one_choice_of_each_setting_is_the_one_in_use():
    found = variants_of("arpu")
    settings = {v.setting for v in found.variants if v.setting}
    assert settings == {
        "figures.arpu_customers", "general.active_window_days", "general.period", "orders.returns",
        "orders.duplicates",
    }  # fmt: skip
    for setting in settings:
        chosen = [v for v in found.variants if v.setting == setting and v.chosen]
        assert [v.choice for v in chosen] == [SHOP.value_of(setting)]
        assert chosen[0].metric == found.variants[0].metric


def test_the_article_s_example_reconciles():
    """Opening 1000, closing 1150, 200 new: 95 % by heads; 20 of them came back, so 93 % were kept."""
    data = _article()
    settings = AnalysisSettings(general=GeneralSettings(period="quarter"))
    found = variants_of("retention_rate", data, settings)
    by_key = {v.figure: v.metric for v in found.variants if v.setting is None}
    assert by_key["retention_rate_count"].value == 0.95
    assert by_key["retention_rate"].value == 0.93
    said = Words("zh_CN")(found.reconciled)
    assert "95.0%" in said
    assert "93.0%" in said
    assert "20" in said


def _article():
    import datetime as dt

    import pandas as pd

    old, quarter, after = pd.Timestamp("2022-06-01"), pd.Timestamp("2023-02-01"), pd.NaT
    gone = pd.Timestamp("2022-09-01")
    rows = (
        [(k, old, after) for k in range(930)]
        + [(k, old, quarter) for k in range(930, 1000)]
        + [(k, old, gone) for k in range(1000, 1020)]
        + [(k, quarter, after) for k in range(1000, 1220)]
    )
    table = pd.DataFrame(rows, columns=["customer", "started_on", "ended_on"]).assign(mrr=1.0)
    return customer_data(events={"subscriptions": table}, as_of=dt.date(2023, 3, 31))


def test_another_window_of_one_s_own_is_listed_in_its_place():
    settings = AnalysisSettings(general=GeneralSettings(active_window_days=45))
    choices = [
        v.choice for v in variants_of("retention_rate", settings=settings).variants
        if v.setting == "general.active_window_days"
    ]  # fmt: skip
    assert choices == [30, 45, 60, 90, 180, 365]


def test_without_orders_there_is_nothing_to_say_about_returns():
    data = everything(business="subscription")
    found = variants_of("nps", data, AnalysisSettings())
    assert {v.setting for v in found.variants} == {None, "figures.nps_answers", "general.active_window_days"}


def test_the_yearly_rate_is_that_of_the_period_year():
    data = imported()
    context = MetricContext(data, order_book(data), SHOP)
    yearly = compute_metrics(data, context.book, SHOP.with_value("general.period", "year"), SILENT)
    assert yearly_retention(context) == yearly.values["retention_rate"]
    heads = SHOP.with_value("figures.retention_definition", "heads").with_value("general.period", "year")
    found = yearly_retention(MetricContext(data, context.book, heads))
    assert found.key == "retention_rate_count"


def test_a_window_is_no_choice_where_subscriptions_alone_tell_who_is_active():
    data = everything(business="subscription")
    settings = AnalysisSettings(general=GeneralSettings(business_type="subscription"))
    context = MetricContext(data, None, settings)
    found = figure_variants("retention_rate", context, lambda _settings: (data, None))
    assert {variant.setting for variant in found.variants} == {None, "general.period"}
    answers = figure_variants("nps", context, lambda _settings: (data, None))
    assert "general.active_window_days" in {variant.setting for variant in answers.variants}
