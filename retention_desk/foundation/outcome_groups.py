"""Outcomes by group, with the customers of today who were handed out in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.outcome_results import Outcomes, RowOutcomes
from retention_desk.foundation.vocabulary import VALUE_TIERS

if TYPE_CHECKING:
    import pandas as pd

    from retention_desk.foundation.action_history import ActionHistory

HOLDOUT = "holdout"


@dataclass(frozen=True, eq=False)
class OutcomeGroups:
    """Outcomes by one column, each group with its customers.

    Attributes
    ----------
    outcomes : Outcomes
    customers : mapping of key to ndarray of int
        Positions of those handed out in each group who are in the data of today; groups that the history
        does not name (stages) have none.
    """

    outcomes: Outcomes
    customers: Mapping[str, npt.NDArray[np.int64]] = field(default_factory=lambda: MappingProxyType({}))


def outcome_groups(outcomes: Outcomes, rows: RowOutcomes, history: ActionHistory) -> OutcomeGroups:
    """Return outcomes with the customers of each group.

    Parameters
    ----------
    outcomes : Outcomes
    rows : RowOutcomes
        Of the very rows of `history`.
    history : ActionHistory
    """
    table = history.rows
    if outcomes.by not in table or len(table) != len(rows.customer):
        return OutcomeGroups(outcomes)
    contacted = (table["arm"] != HOLDOUT).to_numpy() & (rows.customer >= 0)
    keys = _keys(table, outcomes.by)
    customers = {
        line.key: np.unique(rows.customer[contacted & (keys == line.key)]) for line in outcomes.lines
    }
    return OutcomeGroups(outcomes, MappingProxyType(customers))


def _keys(table: pd.DataFrame, by: str) -> npt.NDArray[np.object_]:
    """Return the key of each row's group; of tiers that of the vocabulary."""
    values = table[by].to_numpy()
    if by != "tier":
        return values.astype(object)
    names = np.array([*VALUE_TIERS, ""], dtype=object)
    return names[values.astype(np.int64)]
