"""Who is left alone to measure what the contacts do, and who is contacted in which wave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.settings_sections import HoldoutSettings
from retention_desk.foundation.vocabulary import VALUE_TIERS

Chances = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

WAVE_ENDS: Final = (("pilot", 0.2), ("part", 0.5), ("all", 1.0))
WAVE_SHARES: Final = dict(WAVE_ENDS)
"""Share of the customers whom each wave, with those before it, reaches."""


def chances(customer_ids: Iterable[str], seed: int, purpose: str) -> Chances:
    """Return a number in [0, 1) per customer that depends on nothing but the ID, the seed and the purpose.

    The same customer keeps it from run to run, whoever else is on the list, on every machine.
    """
    start = f"{seed}:{purpose}:"
    drawn = (hashlib.blake2b(f"{start}{name}".encode(), digest_size=6).digest() for name in customer_ids)
    return np.array([int.from_bytes(six, "big") / 2**48 for six in drawn], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Draws:
    """The chances of all customers, drawn when they are first asked for."""

    customer_ids: pd.Index
    seed: int

    @cached_property
    def holdout(self) -> Chances:
        """Under the holdout share: left alone."""
        return chances(self.customer_ids.tolist(), self.seed, "holdout")

    @cached_property
    def wave(self) -> Chances:
        """Turned by play (`wave_chances`): the wave."""
        return chances(self.customer_ids.tolist(), self.seed, "wave")


def held_out(chance: Chances, tiers: Codes, settings: HoldoutSettings) -> npt.NDArray[np.bool_]:
    """Return who is left alone: by chance the share set for the customer's tier (−1: of unknown tier)."""
    by_tier = [settings.shares.get(key, settings.share) for key in VALUE_TIERS]  # type: ignore[call-overload]
    flags: npt.NDArray[np.bool_] = chance < np.array([*by_tier, settings.share])[tiers]
    return flags


def wave_chances(chance: Chances, play: str, seed: int) -> Chances:
    """Return the chances turned round by an amount of the play's own, so that each has its own pilot."""
    turned: Chances = (chance + chances([play], seed, "wave of a play")[0]) % 1.0
    return turned


def wave_names(chance: Chances) -> list[str]:
    """Return the wave of each customer by `wave_chances`: a fifth pilot, three tenths part, the rest all."""
    ends = np.array([end for _, end in WAVE_ENDS])
    return [WAVE_ENDS[place][0] for place in np.searchsorted(ends, chance, side="right")]
