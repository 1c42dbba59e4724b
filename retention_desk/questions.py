"""What is asked of an analysis when somebody looks: splits, definitions, curves by group.

All figures by all columns would be too many to compute ahead; each of these is computed when it is asked for.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import Analysis, CohortGrid, PastCustomers
from retention_desk.foundation.settings import AnalysisSettings

if TYPE_CHECKING:
    from retention_desk.foundation.benchmarks import BenchmarkComparison
    from retention_desk.foundation.change_results import Changes
    from retention_desk.foundation.churn_results import ContactStakes, Trajectories
    from retention_desk.foundation.feedback_results import (
        CommentTopics,
        DataRequest,
        LeavingReasons,
        ServiceTimes,
    )
    from retention_desk.foundation.order_book import OrderBook
    from retention_desk.foundation.project_results import KeptScores
    from retention_desk.foundation.split_results import (
        FigureHistory,
        RetentionCurves,
        Split,
        SplitColumn,
        SurvivalByGroup,
    )
    from retention_desk.foundation.trace_results import Trace, Traced
    from retention_desk.foundation.value_results import (
        Claim,
        Concentration,
        ProfitScenario,
        RevenueKept,
        ValueByCohort,
    )
    from retention_desk.foundation.variant_results import FigureVariants
    from retention_desk.metrics.context import MetricContext


def basis_of(analysis: Analysis) -> MetricContext:
    """Return what the figures of an analysis were made of."""
    basis: MetricContext = analysis.intermediate["figures_basis"]
    return basis


def split_columns(analysis: Analysis) -> tuple[SplitColumn, ...]:
    """Return the columns that figures of an analysis can be split by, in the order they are offered."""
    from retention_desk.metrics.split_columns import split_columns as columns

    return columns(basis_of(analysis), analysis.segments)


def split_figure(
    analysis: Analysis, key: str, column: str, period: str | None = None, *, with_history: bool = False
) -> Split:
    """Return a figure for each group of a column; by month, quarter or year where not as the settings say."""
    from retention_desk.metrics.split_metric import split_metric

    basis = _basis_by(analysis, period)
    return split_metric(
        key,
        column,
        analysis.data,
        basis.book,
        basis.settings,
        analysis.segments,
        with_history=with_history,
        context=basis,
    )


def split_history(analysis: Analysis, key: str, column: str, period: str | None = None) -> Split:
    """Return a figure for each group of a column, with its history by period."""
    return split_figure(analysis, key, column, period, with_history=True)


def figure_history(analysis: Analysis, key: str, period: str | None = None) -> FigureHistory:
    """Return a figure in each complete month, quarter or year (by default as the settings say)."""
    from retention_desk.metrics.split_periods import split_periods

    return split_periods(key, _basis_by(analysis, period))


def _basis_by(analysis: Analysis, period: str | None) -> MetricContext:
    basis = basis_of(analysis)
    return basis if period is None else basis.in_periods(period)


def figure_variants(analysis: Analysis, key: str) -> FigureVariants:
    """Return a figure in all its accepted definitions at once, with the settings that choose them."""
    from retention_desk.foundation.order_book import order_book
    from retention_desk.importing.scope import scope
    from retention_desk.metrics.figure_variants import figure_variants as variants

    def rescoped(settings: AnalysisSettings) -> tuple[CustomerData, OrderBook | None]:
        data = scope(analysis.imported, settings)
        return data, order_book(data)

    return variants(key, basis_of(analysis), rescoped)


def trace(analysis: Analysis, asked: Traced) -> Trace:
    """Return the source rows behind a figure, a bar, a cell, a point of a curve, a score or some customers.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_customer``, ``unknown_column``, ``unknown_group``, ``unknown_period``,
        ``unknown_cell``, ``unknown_indicator``.
    """
    from retention_desk.foundation.trace_results import ScoreOf
    from retention_desk.metrics.trace_any import trace_any

    basis = basis_of(analysis)
    if not isinstance(asked, ScoreOf):
        return trace_any(asked, basis, analysis.segments)
    from retention_desk.health.trace_score import trace_score

    settings, indicators, health = analysis.settings, analysis.indicators, analysis.health
    return trace_score(asked, basis.data, basis.book, settings, indicators, health)


def trace_figure(analysis: Analysis, key: str, customer: str | None = None) -> Trace:
    """Return the source rows behind a figure, of everybody or of one customer.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_customer``.
    """
    from retention_desk.foundation.trace_results import FigureOf

    return trace(analysis, FigureOf(key, customer))


def trace_of_data(data: CustomerData, settings: AnalysisSettings, asked: Traced) -> Trace:
    """Return the source rows behind a figure of imported data, without a whole analysis; raises likewise.

    Groups of value tiers, stages and the like need a whole analysis: `trace`.
    """
    from retention_desk.foundation.order_book import order_book
    from retention_desk.foundation.trace_results import ScoreOf
    from retention_desk.importing.scope import scope
    from retention_desk.metrics.context import MetricContext
    from retention_desk.metrics.trace_any import trace_any

    scoped = scope(data, settings)
    book = order_book(scoped)
    if not isinstance(asked, ScoreOf):
        return trace_any(asked, MetricContext(scoped, book, settings), None)
    from retention_desk.health.measure_indicators import measure_indicators
    from retention_desk.health.score_health import score_health
    from retention_desk.health.trace_score import trace_score

    indicators = measure_indicators(scoped, book, settings)
    return trace_score(asked, scoped, book, settings, indicators, score_health(indicators, settings))


def survival_by_group(analysis: Analysis, column: str) -> SurvivalByGroup | None:
    """Return how long the customers of each group stay, with the log-rank test; None where nothing tells."""
    from retention_desk.metrics.survival_by_group import survival_by_group as by_group

    basis = basis_of(analysis)
    return by_group(column, analysis.data, basis.book, analysis.settings, analysis.segments, basis)


def retention_curves(analysis: Analysis, column: str | None = None) -> RetentionCurves | None:
    """Return who buys again k periods after the first time, by cohort (None) or by a column."""
    from retention_desk.metrics.retention_curves import retention_curves as curves

    basis = basis_of(analysis)
    return curves(column, analysis.data, basis.book, analysis.settings, analysis.segments, basis)


def cohort_grid(analysis: Analysis, period: str) -> CohortGrid | None:
    """Return the cohort grid by month, quarter or year; None where nothing is dated."""
    from retention_desk.metrics.cohorts import grid_of_context

    return grid_of_context(basis_of(analysis), period)


def cohort_members(analysis: Analysis, start: dt.date, period: str) -> tuple[int, ...]:
    """Return the positions of the customers whose cohort begins on `start`."""
    from retention_desk.metrics.cohorts import members_of_cohort

    return tuple(members_of_cohort(basis_of(analysis), start, period).tolist())


def missed_leavers(analysis: Analysis) -> PastCustomers:
    """Return who left in the backtest though the score of then was not at risk, highest score first."""
    from retention_desk.health.backtest import missed_leavers as missed

    basis, groups = analysis.intermediate["backtest_basis"], analysis.intermediate["past_groups"]
    return missed(basis, analysis.indicators, analysis.health, analysis.settings, groups)


def false_alarms(analysis: Analysis) -> PastCustomers:
    """Return who stayed in the backtest though the score of then was at risk, lowest score first."""
    from retention_desk.health.backtest import false_alarms as alarms

    basis, groups = analysis.intermediate["backtest_basis"], analysis.intermediate["past_groups"]
    return alarms(basis, analysis.indicators, analysis.health, analysis.settings, groups)


def with_suggested_signs(analysis: Analysis) -> AnalysisSettings:
    """Return the settings with every indicator turned that the backtest finds the wrong way round."""
    from retention_desk.health.indicator_signs import turned_round

    return turned_round(analysis.settings, analysis.backtest.suggested_directions)


def revenue_concentration(analysis: Analysis) -> Concentration | None:
    """Return how unevenly gross revenue is spread over buyers; None without orders."""
    from retention_desk.metrics.concentration import concentration

    book = basis_of(analysis).book
    return None if book is None else concentration(book.gross_total)


def value_concentration(analysis: Analysis) -> Concentration | None:
    """Return how unevenly lifetime value is spread over customers; None when it is not known."""
    from retention_desk.metrics.concentration import concentration

    return concentration(analysis.value.lifetime_value, "value")


def value_by_cohort(analysis: Analysis) -> ValueByCohort | None:
    """Return mean revenue, lifetime value and value ÷ acquisition cost by period of the beginning."""
    from retention_desk.metrics.value_by_cohort import value_by_cohort as by_cohort

    return by_cohort(basis_of(analysis), analysis.value.lifetime_value)


def revenue_kept(analysis: Analysis) -> RevenueKept | None:
    """Return the revenue of the last period from customers who were there before it."""
    from retention_desk.metrics.revenue_kept import revenue_kept as kept

    return kept(basis_of(analysis))


def check_claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of the articles on these data, each with n, interval and verdict."""
    from retention_desk.metrics.claims import check_claims as check

    return check(basis_of(analysis))


def profit_scenario(analysis: Analysis, points: float = 0.05) -> ProfitScenario | None:
    """Return what retention higher by `points` (0.05 = five points) would bring over the horizon."""
    from retention_desk.metrics.profit_scenario import profit_scenario as scenario

    return scenario(basis_of(analysis), points)


def trajectories(analysis: Analysis) -> Trajectories:
    """Return how customers behaved in the weeks before they left, against matched ones who stayed."""
    from retention_desk.forecast.trajectories import trajectories as paths

    return paths(analysis.data, basis_of(analysis).book, analysis.settings)


def contact_stakes(analysis: Analysis) -> ContactStakes | None:
    """Return the value at risk and the expected saving of any number of contacts; None without a forecast."""
    import numpy as np

    from retention_desk.foundation.churn_results import ContactStakes
    from retention_desk.playbook.match_plays import match_bands

    curve = analysis.churn.contacts
    if curve is None:
        return None
    unknown = np.full(curve.n_today + 1, np.nan)
    at_risk = curve.summed(analysis.at_risk.amounts) if analysis.at_risk.n else unknown
    basis = analysis.intermediate["plan_basis"]
    if not (basis.stakes.is_money and basis.stakes.is_forecast):
        return ContactStakes(curve, at_risk, unknown)
    match = match_bands(basis.match, analysis.health, basis.stakes)
    return ContactStakes(curve, at_risk, curve.summed(np.where(match.best >= 0, match.saved, 0.0)))


def leaving_reasons(analysis: Analysis) -> LeavingReasons | None:
    """Return why customers left, by best, new and established ones; None without such a column."""
    from retention_desk.metrics.leaving import leaving_reasons as reasons

    return reasons(basis_of(analysis), analysis.segments)


def comment_topics(analysis: Analysis) -> CommentTopics | None:
    """Return what the comments of the surveys are about; None without any."""
    from retention_desk.metrics.comments import comment_topics as topics

    return topics(basis_of(analysis))


def service_times(analysis: Analysis) -> ServiceTimes | None:
    """Return how long customers wait, by type of case; None without cases."""
    from retention_desk.metrics.service_times import service_times as times

    return times(basis_of(analysis))


def data_requests(analysis: Analysis) -> tuple[DataRequest, ...]:
    """Return which missing columns would add most, the best first."""
    from retention_desk.foundation.catalogue import load_catalogue
    from retention_desk.foundation.wording import phrase
    from retention_desk.health import indicators
    from retention_desk.health.indicator import Indicator
    from retention_desk.metrics import kpis
    from retention_desk.metrics.data_requests import Locked, foreign_tables
    from retention_desk.metrics.data_requests import data_requests as requests
    from retention_desk.metrics.kpi import Kpi

    wanted = [
        Locked(kpi.label, "figure", tuple((one,) for one in need.split("|")))
        for kpi in load_catalogue(kpis, Kpi).values()
        for need in kpi.needs[:1]
    ]
    wanted += [
        Locked(indicator.label, "indicator", tuple(tuple(sorted(one)) for one in indicator.needs))
        for indicator in load_catalogue(indicators, Indicator).values()
    ]
    if analysis.churn.status in {"rules", "refused"}:
        dated = (("orders.ordered_on", "orders.amount"), ("subscriptions.started_on", "subscriptions.mrr"))
        wanted.append(Locked(phrase("Churn forecast"), "forecast", (*dated, ("customers.churned",))))
    if not (analysis.value.lifetime_value > 0).any():
        dated = (("orders.ordered_on", "orders.amount"), ("subscriptions.started_on", "subscriptions.mrr"))
        wanted.append(Locked(phrase("Lifetime value"), "forecast", dated))
    foreign = foreign_tables(analysis.data, analysis.settings.general.business_type)
    return requests(analysis.data, wanted, foreign)


def what_changed(analysis: Analysis) -> Changes | None:
    """Return what changed since the period before ended: customers, revenue, bands; None without dates.

    The bands of then are scored from the data as they stood then, with the weights of now; they are left out
    where those data would have been measured by another profile.
    """
    from retention_desk.metrics.changes import changes_since

    found = changes_since(basis_of(analysis))
    if found is None:
        return None
    return _with_bands_of_then(analysis, found)


def what_changed_since(analysis: Analysis, kept: KeptScores) -> Changes:
    """Return what changed since a month that is kept: customers, revenue, and bands as they were known then.

    Bands are left out where the score of then was measured by another profile.
    """
    from retention_desk.metrics.changes import changes_since_month, with_band_moves

    ids = analysis.data.customer_ids
    found = changes_since_month(basis_of(analysis), kept.month, ids.isin(kept.scores.index))
    if kept.profile != analysis.health.profile:
        return found
    before = kept.scores["health_band"].reindex(ids).fillna(-1).to_numpy(dtype="int8")
    return with_band_moves(found, before, analysis.health.band)


def _with_bands_of_then(analysis: Analysis, found: Changes) -> Changes:
    import numpy as np

    from retention_desk.health.measure_indicators import measure_indicators_at
    from retention_desk.health.score_health import score_health
    from retention_desk.metrics.changes import with_band_moves

    settings, measured_by = analysis.settings, analysis.settings.health
    # The ground is another when data or ``general`` change; what else is measured by is in the name.
    name = f"indicators {found.since} {measured_by.profile} {sorted(measured_by.directions.items())}"
    once = basis_of(analysis).ground.once
    ids, indicators = once(name, lambda: measure_indicators_at(analysis.data, found.since, settings))
    scored = score_health(indicators, analysis.settings)
    if scored.profile != analysis.health.profile:
        return found
    before = np.full(analysis.data.n_customers, -1, dtype=np.int8)
    before[analysis.data.customer_ids.get_indexer(ids)] = scored.band
    return with_band_moves(found, before, analysis.health.band)


def compare_with_benchmark(analysis: Analysis) -> BenchmarkComparison:
    """Return the own yearly retention beside the benchmark of the settings, with the warning that belongs."""
    from retention_desk.foundation.benchmarks import BenchmarkComparison, benchmark_of
    from retention_desk.metrics.figure_variants import yearly_retention

    return BenchmarkComparison(benchmark_of(analysis.settings), yearly_retention(basis_of(analysis)))
