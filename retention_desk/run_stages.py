"""One run through the stages of the analysis, taking over what an earlier one has."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Final

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.stages import FORECAST, STAGES, Results, Stage

Show = Callable[[Analysis], None]
MANY_CUSTOMERS: Final = 20_000
"""From so many on all else is shown while the forecast is trained."""
_WHOLE: Final = sum(stage.share for stage in STAGES)
_FIRST_SLOW: Final = [stage.result for stage in STAGES].index(FORECAST)
QUICK: Final = STAGES[:_FIRST_SLOW]
SLOW: Final = STAGES[_FIRST_SLOW:]


def results_of(analysis: Analysis) -> dict[str, Any]:
    """Return the results of all stages of an analysis by their names."""
    own = {item.name: getattr(analysis, item.name) for item in fields(Analysis)}
    return {**own, **analysis.intermediate}


@dataclass(eq=False)
class StageRun:
    """One run through the stages."""

    settings: AnalysisSettings
    earlier: EarlierResults
    progress: Progress
    results: dict[str, Any]
    seconds: dict[str, float] = field(default_factory=dict)
    done: float = 0.0

    def through(self, stages: Sequence[Stage]) -> None:
        """Run stages, or take their results over."""
        for stage in stages:
            part = self.progress.part(self.done / _WHOLE, (self.done + stage.share) / _WHOLE)
            if self.earlier.has(stage, self.results, self.settings):
                self.results[stage.result] = self.earlier.results[stage.result]
            else:
                part.step(0.0, stage.doing)
                started = time.perf_counter()
                result = stage.run(MappingProxyType(self.results), self.settings, part)
                self.results[stage.result] = result
                self.seconds[stage.result] = time.perf_counter() - started
            self.done += stage.share

    def show_early(self, show: Show) -> None:
        """Show what is known; the slow results of the same customers on the same day stay meanwhile."""
        known = self.earlier.results
        if FORECAST in known and _same_customers(known["data"], self.results["data"]) and self.seconds:
            later = {stage.result: known[stage.result] for stage in SLOW}
            show(replace(self, results={**self.results, **later}).analysis(is_whole=False))
        elif FORECAST not in known and self.results["data"].n_customers >= MANY_CUSTOMERS:
            from retention_desk.forecast.fitted_churn import not_yet_fitted

            results = {**self.results, FORECAST: not_yet_fitted(self.results["data"].n_customers)}
            still = self.progress.part(self.done / _WHOLE, self.done / _WHOLE)
            early = replace(self, results=results, seconds=dict(self.seconds), progress=still)
            early.through(SLOW[1:])
            show(early.analysis(is_whole=False))
            del results[FORECAST]
            self.earlier = EarlierResults(results, self.settings)

    def analysis(self, *, is_whole: bool = True) -> Analysis:
        """Return the results as an analysis."""
        named = {item.name for item in fields(Analysis)}
        return Analysis(
            settings=self.settings,
            seconds=MappingProxyType(self.seconds),
            intermediate=MappingProxyType({k: v for k, v in self.results.items() if k not in named}),
            is_whole=is_whole,
            **{name: value for name, value in self.results.items() if name in named},
        )


def _same_customers(before: CustomerData, now: CustomerData) -> bool:
    """Whether results of each customer stand for the same ones, as of the same day, in the same currency."""
    if before is now:
        return True
    same_day = before.as_of == now.as_of and before.currency == now.currency
    return same_day and before.customer_ids.equals(now.customer_ids)


@dataclass(frozen=True)
class EarlierResults:
    """Results of an earlier analysis, and the settings they were made with."""

    results: Results = field(default_factory=dict)
    settings: AnalysisSettings = DEFAULTS

    @classmethod
    def of(cls, previous: Analysis | None) -> EarlierResults:
        """Return what can be taken over from an analysis: of one that is not whole, the quick stages."""
        if previous is None:
            return cls()
        known = results_of(previous)
        if not previous.is_whole:
            known = {
                name: known[name] for name in ("imported", "history", *(stage.result for stage in QUICK))
            }
        return cls(known, previous.settings)

    def has(self, stage: Stage, results: Results, settings: AnalysisSettings) -> bool:
        """Return whether the result of a stage holds: the very same inputs, equal settings that it reads."""
        if stage.result not in self.results:
            return False
        same_inputs = all(self.results.get(name) is results[name] for name in stage.inputs)
        return same_inputs and all(
            self.settings.value_of(key) == settings.value_of(key) for key in stage.reads
        )
