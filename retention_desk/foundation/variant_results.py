"""Results of the definitions panel: one figure in every accepted definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True)
class Variant:
    """A figure in one accepted definition.

    Attributes
    ----------
    figure : str
        Key of the figure; another one than asked for where two figures stand for two definitions.
    metric : Metric
    differs : Phrase
        What is different about this definition, in words.
    setting : str or None
        Key of the setting that chooses it; None for a figure of its own, which is always shown.
    choice : Any
        Value of that setting.
    chosen : bool
        Whether it is the one shown everywhere now.
    """

    figure: str
    metric: Metric
    differs: Phrase
    setting: str | None = None
    choice: Any = None
    chosen: bool = False


@dataclass(frozen=True)
class FigureVariants:
    """Every accepted definition of a figure at once, by setting; the chosen ones are equal to the figure.

    `reconciled` says in numbers why two of them differ, where that can be said in a line.
    """

    figure: str
    variants: tuple[Variant, ...]
    reconciled: Phrase | None = None
