"""Who is left alone to measure what the contacts do, and who is contacted in which wave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

WAVE_ENDS: Final = (("pilot", 0.2), ("part", 0.5), ("all", 1.0))


def chances(customer_ids: Iterable[str], seed: int, purpose: str) -> npt.NDArray[np.float64]:
    """Return a number in [0, 1) per customer that depends on nothing but the ID, the seed and the purpose.

    The same customer keeps it from run to run, whoever else is on the list, on every machine.
    """
    start = f"{seed}:{purpose}:"
    drawn = (hashlib.blake2b(f"{start}{name}".encode(), digest_size=6).digest() for name in customer_ids)
    return np.array([int.from_bytes(six, "big") / 2**48 for six in drawn], dtype=np.float64)


def is_held_out(customer_ids: Iterable[str], share: float, seed: int) -> npt.NDArray[np.bool_]:
    """Return who is left alone: the given share of any group of customers, by chance."""
    flags: npt.NDArray[np.bool_] = chances(customer_ids, seed, "holdout") < share
    return flags


def waves(customer_ids: Iterable[str], seed: int) -> list[str]:
    """Return the wave of each customer: a fifth pilot, three tenths part, the rest all, by chance."""
    drawn = chances(customer_ids, seed, "wave")
    ends = np.array([end for _, end in WAVE_ENDS])
    return [WAVE_ENDS[place][0] for place in np.searchsorted(ends, drawn, side="right")]
