"""What the report takes beside the analysis: charts drawn, sources of figures, and what is wanted of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from retention_desk.foundation.benchmarks import BenchmarkComparison
from retention_desk.foundation.trace_results import FigureSources


@dataclass(frozen=True, eq=False)
class ReportChart:
    """A chart drawn for paper, its title apart.

    Attributes
    ----------
    title, subtitle : str
        The answer, and unit, definition and n.
    figure : matplotlib Figure or None
        72 points of it are 72 pixels of the page; None where there are no data.
    width, height : float
        In pixels.
    missing : str
        Why there is nothing to draw; empty otherwise.
    """

    title: str
    subtitle: str
    figure: Any
    width: float
    height: float
    missing: str = ""


class DrawChart(Protocol):
    """Draws a chart of the window for paper."""

    def __call__(self, key: str, width: int, height: int, answer: Any = None) -> ReportChart:
        """Return a figure of the analysis, or the chart of an answer; sizes in pixels.

        A chart that needs a height of its own has that.
        """
        ...


@dataclass(frozen=True, eq=False)
class ReportBasis:
    """What the report shows that is not part of the analysis itself.

    Attributes
    ----------
    draw : DrawChart
        The charts of the window, in the scheme for print and the language of the report.
    benchmark : BenchmarkComparison
        The own yearly retention beside the industry's.
    sources : tuple of FigureSources
        Where the rows behind the figures stand.
    """

    draw: DrawChart
    benchmark: BenchmarkComparison
    sources: tuple[FigureSources, ...] = ()


@dataclass(frozen=True)
class ReportChoice:
    """What is wanted of a report.

    Attributes
    ----------
    left_out : frozenset of str
        Keys of parts that are not wanted.
    title : str
        Name on the first page; empty for the usual one.
    leading : str
        Key of the part that comes right after the first page; empty for the usual order.
    names_customers : bool
        Whether single customers are named; without them no ID and no name stands in the report.
    """

    left_out: frozenset[str] = field(default_factory=frozenset)
    title: str = ""
    leading: str = ""
    names_customers: bool = True
