"""New, established and best customers among those who left: one rule for the reasons and the interviews."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.wording import Phrase, phrase

NEW_DAYS: Final = 90
BEST_SHARE: Final = 0.2
BEST_TIER: Final = 0
BEST, NEW, ESTABLISHED = range(3)

LEAVER_GROUPS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "best": phrase("Best customers (the top {share:share0} by revenue so far)", share=BEST_SHARE),
        "new": phrase("New customers (left within {days} days)", days=NEW_DAYS),
        "established": phrase("Established customers"),
    }
)


def leaver_groups(
    left_soon: Flags, worth: Floats | None, value_tier: Codes | None = None
) -> npt.NDArray[np.int64]:
    """Return 0 best, 1 new, 2 established for each customer, shape (n_customers,).

    Parameters
    ----------
    left_soon : ndarray of bool, shape (n_customers,)
        Who was last there within `NEW_DAYS` of the beginning.
    worth : ndarray of float, shape (n_customers,), or None
        Revenue so far. The best are judged by it: who left is worth nothing for the time to come.
    value_tier : ndarray of int8, optional
        Tells the best where no revenue is known.
    """
    group = np.full(len(left_soon), ESTABLISHED, dtype=np.int64)
    group[left_soon] = NEW
    if worth is not None and (worth > 0).any():
        earning = np.sort(worth[worth > 0])[::-1]
        group[worth >= earning[math.ceil(BEST_SHARE * len(earning)) - 1]] = BEST
    elif value_tier is not None:
        group[value_tier == BEST_TIER] = BEST
    return group
