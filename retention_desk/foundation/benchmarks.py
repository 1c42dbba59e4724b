"""Retention by industry: dated reference figures, never a promise."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

INDUSTRIES = {
    "all": phrase("All industries"),
    "media_professional_services": phrase("Media and professional services"),
    "automotive_transport": phrase("Automotive and transport"),
    "finance": phrase("Finance"),
    "software_it": phrase("Software and IT"),
    "hospitality_travel": phrase("Hospitality and travel"),
    "e_commerce": phrase("E-commerce"),
}


DEFINITIONS_DIFFER = phrase(
    "The article does not say how its yearly retention was counted, nor who was a customer: "
    "compare with care."
)


@dataclass(frozen=True)
class Benchmark:
    """Yearly retention of an industry: key, name, share (0–1)."""

    key: str
    label: Phrase
    retention_share: float


@dataclass(frozen=True)
class BenchmarkComparison:
    """The user's own yearly retention beside a benchmark; `own` says what is missing where unknown."""

    benchmark: Benchmark
    own: Metric
    warning: Phrase = DEFINITIONS_DIFFER

    @property
    def difference(self) -> float | None:
        """Own less benchmark, as a share; None where the own is not known."""
        return None if self.own.value is None else self.own.value - self.benchmark.retention_share


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return all benchmarks, as the file has them."""
    return tuple(Benchmark(key, INDUSTRIES[key], float(share)) for key, share in _file()["share"].items())


def benchmarks_of(settings: AnalysisSettings) -> tuple[Benchmark, ...]:
    """Return all benchmarks, with the shares that were edited (``figures.benchmarks``)."""
    edited: Mapping[str, float] = {str(key): share for key, share in settings.figures.benchmarks.items()}
    return tuple(
        replace(item, retention_share=edited[item.key]) if item.key in edited else item
        for item in benchmarks()
    )


def benchmark_for(settings: AnalysisSettings) -> Benchmark:
    """Return the benchmark of the kind of business in the settings; of all industries where none is known."""
    key = _file()["business_type"].get(settings.general.business_type, "all")
    return next(item for item in benchmarks_of(settings) if item.key == key)


def benchmark_of(settings: AnalysisSettings) -> Benchmark:
    """Return the benchmark that the settings ask for: an industry, or a share of the user's own."""
    figures = settings.figures
    if figures.benchmark_share is not None:
        return Benchmark("own", phrase("Benchmark of your own"), figures.benchmark_share)
    if figures.benchmark_industry == "auto":
        return benchmark_for(settings)
    return next(item for item in benchmarks_of(settings) if item.key == figures.benchmark_industry)


def leading_retention_key(settings: AnalysisSettings) -> str:
    """Return the key of the retention rate that leads, as the settings say."""
    return "retention_rate_count" if settings.figures.retention_definition == "heads" else "retention_rate"


@cache
def _file() -> dict[str, dict[str, str]]:
    with (resource_folder() / "benchmarks" / "retention.toml").open("rb") as stream:
        return tomllib.load(stream)
