"""What is at stake with each customer, and what that rests on where something is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import ChurnForecast, Health, LifetimeValue
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BAND_FACTORS: Final = (1.0, 0.5, 0.25)
"""Of the bands at risk, watch and healthy, where there is no forecast: proposed."""
NO_BAND_FACTOR: Final = 0.5
LOST_FACTOR: Final = 0.25
"""Of those who have left, where no value says whom to win back: those still there go first."""

_NO_FORECAST: Final = phrase(
    "There is no forecast: customers are ranked by their value, which counts in full for the band at risk, "
    "by half for watch, by a quarter for healthy. What a contact saves is therefore not known."
)
_NO_VALUE: Final = phrase(
    "No customer value is known: customers are ranked by their probability of leaving alone."
)
_NEITHER: Final = phrase(
    "Neither a forecast nor a customer value is known: customers are ranked by their health band alone."
)


@dataclass(frozen=True, eq=False)
class Stakes:
    """What the ranking rests on.

    Attributes
    ----------
    amount : ndarray of float, shape (n_customers,)
        Churn probability × lifetime value: what is at stake. Those who have left count with probability 1
        where the forecast does not reach (without any value: `LOST_FACTOR`); an unknown value counts as
        nothing.
    is_money : bool
        Whether `amount` is money, not a probability or a band factor.
    is_forecast : bool
        Whether the probabilities are those of a forecast.
    note : Phrase
        What the ranking rests on where something is missing; else empty.
    """

    amount: Floats
    is_money: bool
    is_forecast: bool
    note: Phrase


def needs_health(churn: ChurnForecast) -> bool:
    """Return whether the health bands stand in for a forecast."""
    return not np.isfinite(churn.probability).any()


def stakes_of(churn: ChurnForecast, value: LifetimeValue, health: Health | None, gone: Flags) -> Stakes:
    """Return what is at stake with every customer.

    Without any forecast the health band decides (`BAND_FACTORS`), and `health` must be there
    (`needs_health`); without any value all count the same.
    """
    chance, amount = churn.probability, value.lifetime_value
    is_forecast = not needs_health(churn)
    is_money = bool(np.isfinite(amount).any())
    unknown = ~np.isfinite(chance)
    if is_forecast:
        chance = np.where(unknown, churn.base_rate or 0.0, chance)
    else:
        assert health is not None, "there is no forecast"
        chance = np.append(BAND_FACTORS, NO_BAND_FACTOR)[health.band]
    chance[unknown & gone] = 1.0 if is_money else LOST_FACTOR
    worth = np.where(np.isfinite(amount), amount, 0.0) if is_money else np.ones(len(chance))
    note = {
        (True, True): NOTHING_SAID,
        (False, True): _NO_FORECAST,
        (True, False): _NO_VALUE,
        (False, False): _NEITHER,
    }[is_forecast, is_money]
    return Stakes(chance * worth, is_money, is_forecast, note)
