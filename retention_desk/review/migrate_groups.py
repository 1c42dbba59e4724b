"""Who moved from which tier, stage or band to which since an earlier month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from retention_desk.foundation.arrays import Codes
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.move_results import Counts, Migration
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

Of = Literal["value_tier", "stage", "health_band"]
NONE: Final = -1
NOT_THERE: Final = -2


def migrate_groups(now: Analysis, earlier: EarlierMonth) -> tuple[Migration, ...]:
    """Return the migration of value tiers, stages and health bands, those that are known at both ends."""
    kinds: tuple[tuple[Of, Phrase, Mapping[str, Phrase], bool | None, Codes], ...] = (
        ("value_tier", phrase("Value tier"), VALUE_TIERS, True, now.segments.value_tier),
        ("stage", phrase("Stage"), STAGES, None, now.segments.stage),
        ("health_band", phrase("Health band"), BANDS, False, now.health.band),
    )
    scores = earlier.scores
    return tuple(
        migration_of(of, label, names, best_first, scores[of], now.data, codes)
        for of, label, names, best_first, codes in kinds
        if of in scores and (scores[of] >= 0).any() and (codes >= 0).any()
    )


def migration_of(
    of: Of,
    label: Phrase,
    names: Mapping[str, Phrase],
    best_first: bool | None,
    then: pd.Series[Any],
    data: CustomerData,
    now: Codes,
) -> Migration:
    """Return the migration between the groups of then and of now.

    Parameters
    ----------
    of, label, names, best_first
        As in `Migration`.
    then : Series of int, index customer ID
        Position of each customer's group in `names`, −1 none.
    data : CustomerData
        Of now.
    now : ndarray of int8, shape (n_customers,)
        The same of now.
    """
    k = len(names)
    before = codes_then(then, data)
    codes = now.astype(np.int64)
    both = (before >= 0) & (codes >= 0)
    counts = np.zeros((k, k), dtype=np.int64)
    np.add.at(counts, (before[both], codes[both]), 1)
    gone = then[~then.index.isin(data.customer_ids)].to_numpy()
    return Migration(
        of=of,
        label=label,
        keys=tuple(names),
        names=tuple(names.values()),
        best_first=best_first,
        counts=counts,
        new=_counted(codes[before == NOT_THERE], k),
        gone=_counted(gone, k),
        lost_sight=_counted(before[codes < 0], k),
        found=_counted(codes[before == NONE], k),
        then=before,
        now=codes,
    )


def codes_then(then: pd.Series[Any], data: CustomerData) -> Counts:
    """Return the code of then of each customer of now: −1 none, −2 not known then; shape (n_customers,)."""
    place = places_then(then.index, data)
    values = then.to_numpy().astype(np.int64)
    if not len(values):
        return np.full(data.n_customers, NOT_THERE, dtype=np.int64)
    return np.where(place >= 0, values[place], NOT_THERE).astype(np.int64)


def places_then(ids: pd.Index[Any], data: CustomerData) -> Counts:
    """Return where each customer of now stands in a table of then, −1 where they do not."""
    place: Counts = ids.get_indexer(data.customer_ids).astype(np.int64)
    return place


def _counted(codes: Any, k: int) -> Counts:
    known = codes[codes >= 0].astype(np.int64)
    counts: Counts = np.bincount(known, minlength=k).astype(np.int64)
    return counts
