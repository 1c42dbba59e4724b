"""Which arm of an experiment each customer on the list is in."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.settings_sections import ExperimentSettings
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.playbook.share_out import fair_turns

Codes = npt.NDArray[np.int8]
Counts = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]

NO_ARM = -1


@dataclass(frozen=True, eq=False)
class DrawnBefore:
    """What was drawn on earlier lists.

    Attributes
    ----------
    arm : ndarray of int8, shape (n_customers,)
        Position in `ExperimentSettings.arms`, −1 not drawn yet.
    counts : ndarray of int, shape (n_tiers + 1, n_arms)
        Customers by tier as handed out (the last row: unknown) and arm, those no longer in the data too.
    """

    arm: Codes
    counts: Counts


def drawn_before(rows: pd.DataFrame, n_customers: int, settings: ExperimentSettings) -> DrawnBefore:
    """Return the arm that each customer was first drawn into; lists before ``experiment.since`` do not count.

    `rows` are those of `EarlierActions`. An arm is known by its name.
    """
    names = {arm.name: code for code, arm in enumerate(settings.arms)}
    arm = np.full(n_customers, NO_ARM, dtype=np.int8)
    counts = np.zeros((len(VALUE_TIERS) + 1, len(names)), dtype=np.int64)
    mine = rows[rows["arm"].isin(list(names)).to_numpy()]
    if settings.since is not None:
        mine = mine[(mine["handed_out_on"] >= pd.Timestamp(settings.since)).to_numpy()]
    mine = mine[~mine.duplicated("customer_id").to_numpy()]
    codes = mine["arm"].map(names).to_numpy(dtype=np.int8)
    np.add.at(counts, (mine["tier"].to_numpy(dtype=np.int64), codes), 1)
    place = mine["place"].to_numpy()
    arm[place[place >= 0]] = codes[place >= 0]
    return DrawnBefore(arm, counts)


def assign_arms(who: Places, tiers: Codes, drawn: DrawnBefore, seed: int) -> Codes:
    """Return the arm of each customer, shape (n,): the one drawn before, else by chance within the tier.

    Parameters
    ----------
    who : ndarray of int, shape (n,)
        Positions of the customers in the order of the list.
    tiers : ndarray of int8, shape (n,)
        −1 unknown.
    drawn : DrawnBefore
    seed : int

    Notes
    -----
    Randomization in permuted blocks, stratified by tier: whoever is new goes, by chance, into one of the
    arms with the fewest customers of the tier so far. So arms differ by one at most, further customers
    leave those before as they are, and neighbours on the list, with about the same at stake, are spread
    over the arms. (No rule without memory can do both for customers that come in between.)
    """
    arms = drawn.arm[who].copy()
    for tier in range(len(drawn.counts)):
        code = tier if tier < len(drawn.counts) - 1 else -1
        new = np.flatnonzero((tiers == code) & (arms == NO_ARM))
        arms[new] = fair_turns(drawn.counts[tier].tolist(), len(new), _seed_of(seed, code))
    return arms


def arm_names(codes: Codes, names: Sequence[str], otherwise: str) -> npt.NDArray[np.object_]:
    """Return the name of each arm, `otherwise` where there is none."""
    listed = np.array([*names, otherwise], dtype=object)
    said: npt.NDArray[np.object_] = listed[codes]
    return said


def _seed_of(seed: int, tier: int) -> int:
    """Return the seed of a tier, the same on every machine."""
    return zlib.crc32(f"{seed}:experiment:{tier}".encode())
