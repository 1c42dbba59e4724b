"""Reference retention by industry, as the source article gives it (各行业留存基准与趋势)."""

import pytest

from retention_desk.foundation.benchmarks import (
    INDUSTRIES,
    BenchmarkComparison,
    benchmark_for,
    benchmark_of,
    benchmarks,
    benchmarks_of,
    leading_retention_key,
)
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.settings import AnalysisSettings


def test_the_shares_are_those_of_the_article():
    found = {item.key: item.retention_share for item in benchmarks()}
    assert found == {
        "all": 0.755,
        "media_professional_services": 0.84,
        "automotive_transport": 0.83,
        "finance": 0.78,
        "software_it": 0.77,
        "hospitality_travel": 0.55,
        "e_commerce": 0.30,
    }


@pytest.mark.parametrize(
    ("business", "share"), [("shop", 0.30), ("subscription", 0.77), ("services", 0.84), ("auto", 0.755)]
)
def test_each_kind_of_business_has_its_reference(business, share):
    settings = AnalysisSettings().with_value("general.business_type", business)
    assert benchmark_for(settings).retention_share == share


def test_the_leading_retention_rate_is_a_setting():
    assert leading_retention_key(AnalysisSettings()) == "retention_rate"
    by_heads = AnalysisSettings().with_value("figures.retention_definition", "heads")
    assert leading_retention_key(by_heads) == "retention_rate_count"


def test_the_benchmark_can_be_chosen_and_replaced():
    settings = AnalysisSettings()
    assert benchmark_of(settings) == benchmark_for(settings)
    for key in INDUSTRIES:
        assert benchmark_of(settings.with_value("figures.benchmark_industry", key)).key == key
    own = benchmark_of(settings.with_value("figures.benchmark_share", 0.62))
    assert (own.key, own.retention_share) == ("own", 0.62)


def test_an_unknown_retention_differs_from_nothing():
    benchmark = benchmark_for(AnalysisSettings().with_value("general.business_type", "shop"))
    assert BenchmarkComparison(benchmark, Metric("retention_rate", "share", None)).difference is None
    better = BenchmarkComparison(benchmark, Metric("retention_rate", "share", 0.5))
    assert better.difference == pytest.approx(0.2)


def test_the_share_of_an_industry_can_be_edited_and_holds_wherever_it_is_used():
    settings = AnalysisSettings().with_value("figures.benchmarks", {"e_commerce": 0.4, "finance": 0.5})
    shares = {item.key: item.retention_share for item in benchmarks_of(settings)}
    assert (shares["e_commerce"], shares["finance"], shares["software_it"]) == (0.4, 0.5, 0.77)
    shop = settings.with_value("general.business_type", "shop")
    assert benchmark_of(shop).retention_share == 0.4
    assert benchmark_of(shop.with_value("figures.benchmark_industry", "finance")).retention_share == 0.5
    with pytest.raises(UserFacingError):
        settings.with_value("figures.benchmarks", {"bakeries": 0.4})
