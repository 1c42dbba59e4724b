"""Members: a figure that counts customers names as many as it counts."""

from __future__ import annotations

import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings, GeneralSettings
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of
from retention_desk.metrics.members import left
from retention_desk.pipeline import import_files
from tests.metrics.builders import everything

CATALOGUE = load_catalogue(kpis, Kpi)
COUNTING = [key for key, kpi in CATALOGUE.items() if kpi.members is not None]


def context_of(data, figures=None, **general):
    settings = AnalysisSettings(general=GeneralSettings(**general), figures=figures or FigureSettings())
    return MetricContext(data, order_book(data), settings)


@pytest.mark.parametrize("business", ["shop", "subscription"])
@pytest.mark.parametrize("key", COUNTING)
def test_as_many_are_named_as_are_counted(key, business):
    context = context_of(everything(2, business=business), period="month", business_type=business)
    metric, found = figure_of(CATALOGUE[key], key, context), CATALOGUE[key].members(context)
    if metric.value is None:
        return
    if metric.unit == "count":
        assert len(found.numerator) == metric.value
        assert len(found.denominator) == metric.n
    elif key == "top_decile_revenue_share":
        assert context.book.gross_total[found.numerator].sum() == pytest.approx(metric.numerator)
    else:
        assert (len(found.numerator), len(found.denominator)) == (metric.numerator, metric.denominator)


def test_stayed_and_left_are_those_active_at_the_beginning():
    context = context_of(everything(), period="month")
    stayed, gone = (CATALOGUE[key].members(context) for key in ("retention_rate", "churn_rate"))
    assert sorted([*stayed.numerator, *gone.numerator]) == stayed.denominator.tolist()


def test_an_average_has_no_customers_below_the_line():
    data = everything()
    average = context_of(data, FigureSettings(churn_denominator="average"), period="month")
    assert left(average) is None
    ever = context_of(data, FigureSettings(churn_denominator="all"), period="month")
    metric = figure_of(CATALOGUE["churn_rate"], "churn_rate", ever)
    assert len(left(ever).denominator) == metric.denominator


def test_labels_stand_in_for_dates(tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text("customer_id,churned\na,yes\nb,no\nc,no\nd,\n", encoding="utf-8")
    context = context_of(import_files([file]))
    for key, names in (("churn_rate", ["a"]), ("retention_rate", ["b", "c"])):
        found = CATALOGUE[key].members(context)
        assert context.data.customer_ids[found.numerator].tolist() == names
        assert context.data.customer_ids[found.denominator].tolist() == ["a", "b", "c"]
