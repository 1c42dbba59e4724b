"""What a play's trigger looks at: the results of the analysis, as arrays over all customers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import ChurnForecast, Health, Indicators, Segments
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_BAND_CODES: Final = {key: code for code, key in enumerate(BANDS)}
_STAGE_CODES: Final = {key: code for code, key in enumerate(STAGES)}
_TIER_CODES: Final = {key: code for code, key in enumerate(VALUE_TIERS)}


@dataclass(frozen=True, eq=False)
class PlayContext:
    """The results a play may look at; all arrays have shape (n_customers,).

    Health is not among them: plays name bands (`Play.bands`), so triggers hold while weights are dragged.
    """

    data: CustomerData
    book: OrderBook | None
    indicators: Indicators
    segments: Segments
    churn: ChurnForecast

    @property
    def n_customers(self) -> int:
        """Number of customers."""
        return self.data.n_customers

    @cached_property
    def marked_as_left(self) -> Flags:
        """Who is marked in the customer table as having left."""
        if "churned" not in self.data.customers:
            return np.zeros(self.n_customers, dtype=bool)
        marked: Flags = self.data.customers["churned"].fillna(value=False).to_numpy(dtype=bool)
        return marked

    @cached_property
    def gone(self) -> Flags:
        """Who has left: lost by stage, marked so, or beyond the forecast of those who bought."""
        gone: Flags = (self.segments.stage == _STAGE_CODES["lost"]) | self.marked_as_left
        if self.churn.status in {"model", "rules"} and self.book is None:
            gone = gone | ~self.churn.known
        return gone

    @cached_property
    def here(self) -> Flags:
        """Who has not left."""
        return ~self.gone

    def indicator(self, key: str) -> Floats | None:
        """Return the values of an indicator, or None when it was not measured."""
        return next((column.values for column in self.indicators.columns if column.key == key), None)

    def raised(self, key: str) -> tuple[Flags, Floats] | None:
        """Return who shows a warning signal and its values, or None when it cannot be told."""
        return next(((w.raised, w.values) for w in self.indicators.warnings if w.key == key), None)

    def either_raised(self, *keys: str) -> tuple[Flags, Floats] | None:
        """Return who shows any of the signals, with the value of the first that is raised."""
        found = [signal for signal in map(self.raised, keys) if signal is not None]
        if not found:
            return None
        flags, values = found[-1]
        for more, its_values in reversed(found[:-1]):
            values = np.where(more, its_values, values)
            flags = flags | more
        return flags, values

    def in_tiers(self, keys: Collection[str]) -> Flags:
        """Return who is in one of the value tiers, or of unknown tier.

        Tiers cut by the health score say nothing about worth: then everybody fits.
        """
        if self.segments.tier_basis == "health_score":
            return np.ones(self.n_customers, dtype=bool)
        return _coded(self.segments.value_tier, [_TIER_CODES[key] for key in keys], unknown_fits=True)

    def in_stages(self, keys: Collection[str]) -> Flags:
        """Return who is in one of the stages, or of unknown stage."""
        return _coded(self.segments.stage, [_STAGE_CODES[key] for key in keys], unknown_fits=True)

    def silence_factor(self) -> Floats:
        """Return the silence ÷ own rhythm, NaN unknown."""
        rhythm = np.maximum(self.segments.rhythm_days, 1.0)
        return np.asarray(self.segments.silent_days / rhythm, dtype=np.float64)

    def days_since_first_order(self) -> Floats | None:
        """Return days since the first order, NaN without one; None when there are no orders."""
        if self.book is None or self.data.as_of is None:
            return None
        today = int(np.datetime64(self.data.as_of, "D").astype(np.int64))
        return np.where(self.book.order_count > 0, today - self.book.first_day.astype(np.float64), np.nan)


def in_bands(health: Health, keys: Collection[str]) -> Flags:
    """Return who is in one of the health bands; an unknown band is in none."""
    return _coded(health.band, [_BAND_CODES[key] for key in keys], unknown_fits=False)


def _coded(codes: npt.NDArray[np.int8], allowed: list[int], *, unknown_fits: bool) -> Flags:
    fits: Flags = codes < 0 if unknown_fits else np.zeros(len(codes), dtype=bool)
    for code in allowed:
        fits |= codes == code
    return fits
