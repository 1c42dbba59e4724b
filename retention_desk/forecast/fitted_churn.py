"""A fitted churn model before its verdict: everything that does not depend on the health score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.churn_results import BlindSpot, ContactCurve, DriftFinding, TrainingWindow
from retention_desk.foundation.results import LeftOutColumn, Quality, Reasons
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Forecast against outcome on rows the model was not trained on; arrays of shape (m,).

    `customer` is the position of each row's customer among all, for comparing with scores of today; None
    when the rows are of an earlier date.
    """

    left: Flags
    probability: Floats
    rule_score: Floats
    rule_probability: Floats
    customer: Positions | None = None


@dataclass(frozen=True, eq=False)
class FittedChurn:
    """A churn model with its quality, and the simple rule it has to beat.

    Attributes
    ----------
    definition : Phrase
        What "leave" means here.
    horizon_days : int or None
    method : str
    probability : ndarray, shape (n_customers,)
        Of the model; NaN unknown.
    known : ndarray of bool, shape (n_customers,)
        Customers still there, whom a forecast concerns.
    off : bool
        The user wants no forecast.
    refusal : Phrase or None
        Why no model can be trusted, and from when one could be.
    rule : str
        Method name of the simple rule; empty without one.
    rule_label : Phrase
    rule_probability : ndarray, shape (n_customers,), or None
        Share that left among earlier customers in the same position.
    rules_only : Phrase or None
        Why the rule is to be used, whatever the model can.
    evaluation : Evaluation or None
    quality, baseline : Quality or None
        Of model and rule on the same rows; the `_active` ones on customers who were active at the time.
    contacts : ContactCurve or None
        Of the model.
    drift : tuple of DriftFinding
    cannot_know : tuple of BlindSpot
    window : TrainingWindow or None
        None for a labelled table, and where nothing was tested.
    """

    definition: Phrase
    horizon_days: int | None
    method: str
    probability: Floats
    known: Flags
    off: bool = False
    refusal: Phrase | None = None
    rule: str = ""
    rule_label: Phrase = NOTHING_SAID
    rule_probability: Floats | None = None
    rules_only: Phrase | None = None
    train_rows: int = 0
    events: int = 0
    base_rate: float | None = None
    evaluation: Evaluation | None = None
    quality: Quality | None = None
    baseline: Quality | None = None
    quality_active: Quality | None = None
    baseline_active: Quality | None = None
    calibration: pd.DataFrame | None = None
    lift: pd.DataFrame | None = None
    left_out: tuple[LeftOutColumn, ...] = ()
    drivers: tuple[tuple[str, Phrase, float], ...] = ()
    reasons: Reasons | None = None
    rule_reasons: Reasons | None = None
    contacts: ContactCurve | None = None
    drift: tuple[DriftFinding, ...] = ()
    cannot_know: tuple[BlindSpot, ...] = ()
    window: TrainingWindow | None = None


def not_yet_fitted(n_customers: int) -> FittedChurn:
    """Return what stands in for a forecast that is still being trained, for `n_customers` customers."""
    return FittedChurn(
        definition=NOTHING_SAID,
        horizon_days=None,
        method="",
        probability=np.full(n_customers, np.nan),
        known=np.ones(n_customers, dtype=bool),
        refusal=phrase("The forecast has not been trained to its end yet."),
    )
