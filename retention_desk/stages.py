"""The stages of the analysis: one table of what each gives, takes and reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Results = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """One step of the analysis.

    Parameters
    ----------
    result : str
        Name of what it gives.
    run : callable
        Takes the results so far, the settings and the progress.
    inputs : tuple of str
        Results it takes; when these are the very same objects and the settings it `reads` are equal,
        the result of an earlier analysis is taken over.
    reads : tuple of str
        Dotted keys of settings, or sections of them.
    doing : Phrase
        What is said while it runs.
    share : float
        Rough share of the time of a full run.
    """

    result: str
    run: Callable[[Results, AnalysisSettings, Progress], Any]
    inputs: tuple[str, ...]
    reads: tuple[str, ...]
    doing: Phrase
    share: float = 0.02


def _scope(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.importing.scope import scope

    return scope(results["imported"], settings)


def _audit(results: Results, _settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.importing.audit import audit

    return audit(results["data"])


def _book(results: Results, _settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.foundation.order_book import order_book

    return order_book(results["data"])


def _figures_ground(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.metrics.context import MetricContext

    return MetricContext(results["data"], results["book"], settings)


def _figures_basis(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    return results["figures_ground"].redefined(settings)


def _metrics(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.metrics.compute_metrics import compute_metrics

    basis = results["figures_basis"]
    return compute_metrics(results["data"], results["book"], settings, progress, context=basis)


def _indicators(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.health.measure_indicators import measure_indicators

    return measure_indicators(results["data"], results["book"], settings, progress)


def _health(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.health.score_health import score_health

    return score_health(results["indicators"], settings, results["grades"])


def _grades(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.health.score_health import grade_indicators

    return grade_indicators(results["indicators"], settings)


def _value(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.forecast.estimate_lifetime_value import estimate_lifetime_value

    return estimate_lifetime_value(results["data"], results["book"], settings, progress)


def _segments(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.segments.assign_segments import assign_segments

    return assign_segments(
        results["data"], results["book"], results["value"], results["health_for_tiers"], settings,
        results["standing"],
    )  # fmt: skip


def _next_products(results: Results, _settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.forecast.next_product import next_products

    return next_products(results["data"], progress)


def _health_for_tiers(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.segments.assign_segments import needs_health

    needed = needs_health(results["data"], results["book"], results["value"], settings)
    return results["health"] if needed else None


def _standing(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.segments.standing import measure_standing

    return measure_standing(results["data"], results["book"], settings)


def _churn_fit(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.forecast.fit_churn import fit_churn

    return fit_churn(results["data"], results["book"], settings, progress)


def _churn(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.forecast.conclude_churn import conclude_churn

    return conclude_churn(results["churn_fit"], results["health_for_rule"], settings)


def _health_for_rule(results: Results, _settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.forecast.health_rule import needs_health

    return results["health"] if needs_health(results["churn_fit"]) else None


def _at_risk(results: Results, _settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.forecast.value_at_risk import value_at_risk

    return value_at_risk(results["churn"], results["value"], results["indicators"])


def _backtest_basis(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.health.past_health import prepare_backtest

    return prepare_backtest(results["data"], settings, progress)


def _backtest(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.health.backtest import judge_weights

    basis, groups = results["backtest_basis"], results["past_groups"]
    return judge_weights(basis, results["indicators"], results["health"], settings, groups)


def _past_groups(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.health.backtest import group_past

    return group_past(results["backtest_basis"], results["indicators"], settings)


def _health_for_stakes(results: Results, _settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.playbook.stakes import needs_health

    return results["health"] if needs_health(results["churn"]) else None


def _draws(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.playbook.holdout import Draws

    return Draws(results["data"].customer_ids, settings.holdout.seed)


def _plan_basis(results: Results, settings: AnalysisSettings, _progress: Progress) -> Any:
    from retention_desk.playbook.plan_actions import prepare_plan

    return prepare_plan(
        results["data"], results["book"], results["indicators"], results["segments"], results["churn"],
        results["value"], settings, results["health_for_stakes"], results["next_products"],
        results["history"], results["draws"],
    )  # fmt: skip


def _plan(results: Results, settings: AnalysisSettings, progress: Progress) -> Any:
    from retention_desk.playbook.plan_actions import plan_actions

    return plan_actions(
        results["data"], results["book"], results["indicators"], results["health"], results["segments"],
        results["churn"], results["value"], settings, progress, results["plan_basis"],
    )  # fmt: skip


_ALL_BUT_PERIOD = tuple(f"general.{name}" for name in DEFAULTS.general.__struct_fields__ if name != "period")

STAGES: Final[tuple[Stage, ...]] = (
    Stage("data", _scope, ("imported",), ("general.as_of", "general.currency", "general.aliases", "orders"), phrase("Taking the rows in scope")),
    Stage("audit", _audit, ("data",), (), phrase("Auditing the rows"), 0.05),
    Stage("book", _book, ("data",), (), phrase("Putting the orders together"), 0.03),
    Stage("figures_ground", _figures_ground, ("data", "book"), ("general", "segments.lost_after_days"), phrase("Computing the figures"), 0.0),
    Stage("figures_basis", _figures_basis, ("figures_ground",), ("general", "segments.lost_after_days", "value", "figures"), phrase("Computing the figures"), 0.0),
    Stage("metrics", _metrics, ("data", "book", "figures_basis"), (), phrase("Computing the figures"), 0.1),
    Stage("indicators", _indicators, ("data", "book"), ("general", "health.profile", "health.directions"), phrase("Measuring the indicators"), 0.08),
    Stage("grades", _grades, ("indicators",), ("health.thresholds", "health.points", "health.smooth"), phrase("Scoring health")),
    Stage("health", _health, ("indicators", "grades"), ("health",), phrase("Scoring health")),
    Stage("value", _value, ("data", "book"), ("general.horizon_days", "general.business_type", "value", "churn.seed"), phrase("Estimating lifetime value"), 0.2),
    Stage("standing", _standing, ("data", "book"), (*_ALL_BUT_PERIOD, "segments"), phrase("Assigning segments")),
    Stage("next_products", _next_products, ("data",), (), phrase("Looking at what is bought next")),
    Stage("health_for_tiers", _health_for_tiers, ("data", "book", "value", "health"), ("segments",), phrase("Assigning segments"), 0.0),
    Stage("segments", _segments, ("data", "book", "value", "health_for_tiers", "standing"), (*_ALL_BUT_PERIOD, "segments"), phrase("Assigning segments")),
    Stage("churn_fit", _churn_fit, ("data", "book"), (*_ALL_BUT_PERIOD, "churn"), phrase("Training the forecast"), 0.4),
    Stage("health_for_rule", _health_for_rule, ("churn_fit", "health"), (), phrase("Comparing the forecast with the simple rule"), 0.0),
    Stage("churn", _churn, ("churn_fit", "health_for_rule"), (*_ALL_BUT_PERIOD, "churn"), phrase("Comparing the forecast with the simple rule")),
    Stage("at_risk", _at_risk, ("churn", "value", "indicators"), (), phrase("Adding up the value at risk")),
    Stage("backtest_basis", _backtest_basis, ("data",), ("general", "health.profile", "health.directions", "churn.seed"), phrase("Looking back at the health score"), 0.1),
    Stage("past_groups", _past_groups, ("backtest_basis", "indicators"), ("health.thresholds", "health.points", "health.smooth"), phrase("Judging the weights"), 0.0),
    Stage("backtest", _backtest, ("backtest_basis", "past_groups", "indicators", "health"), ("health",), phrase("Judging the weights")),
    Stage("health_for_stakes", _health_for_stakes, ("churn", "health"), (), phrase("Planning the actions"), 0.0),
    Stage("draws", _draws, ("data",), ("holdout.seed",), phrase("Planning the actions"), 0.0),
    Stage("plan_basis", _plan_basis, ("data", "book", "indicators", "segments", "churn", "value", "health_for_stakes", "next_products", "history", "draws"), ("playbook", "experiment"), phrase("Planning the actions")),
    Stage("plan", _plan, ("data", "book", "indicators", "health", "segments", "churn", "value", "plan_basis"), ("general", "segments", "playbook", "capacity", "holdout", "experiment"), phrase("Planning the actions")),
)  # fmt: skip

FORECAST: Final = "churn_fit"
"""The stage that may take minutes; all before it is quick."""
