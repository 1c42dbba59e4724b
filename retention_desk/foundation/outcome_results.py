"""What became of the actions handed out: frozen, language-free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.wording import Phrase

KeptBy = Literal["orders", "subscriptions", "activity", "label", "nothing"]
Counts = npt.NDArray[np.int64]

KEPT: Final = 1
LEFT: Final = 0
OPEN: Final = -1


@dataclass(frozen=True, eq=False)
class RowOutcomes:
    """What became of every row of `ActionHistory.rows`, in their order.

    Attributes
    ----------
    by : {"orders", "subscriptions", "activity", "label", "nothing"}
        What tells who is still a customer.
    definition : Phrase
        What “kept” means here, with its days.
    days : int
        `review.outcome_days`.
    code : ndarray of int8, shape (n_rows,)
        1 kept, 0 left, −1 open: not yet decided, or nothing tells.
    spend : ndarray of float, shape (n_rows,)
        Net revenue in the days after the list; NaN while open or without orders.
    customer : ndarray of int, shape (n_rows,)
        Position in `CustomerData.customer_ids`; −1 where the customer is not in today's data.
    counts : ndarray of bool, shape (n_rows,)
        The rows that the lift counts: each customer once, at the first list they were drawn for; not those
        added by hand.
    """

    by: KeptBy
    definition: Phrase
    days: int
    code: Codes
    spend: Floats
    customer: Counts
    counts: Flags

    @property
    def decided(self) -> Flags:
        """The rows whose days are over."""
        flags: Flags = self.code != OPEN
        return flags


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became of the rows of one group: a play, a tier, an owner.

    Attributes
    ----------
    key : str
    name : Phrase
    handed_out : int
        Rows to be contacted; the holdout is not among them.
    contacted : int
        Of them, those that people say were contacted.
    n, kept, open : int
        Rows decided, those of them kept, and rows not decided yet: handed_out = n + open.
    share, low, high : float
        kept ÷ n with its 95 % Wilson interval; NaN without any.
    shrunk : float
        The share drawn towards that of all by `Outcomes.prior_weight`; NaN without any row decided anywhere.
    is_small : bool
        Fewer decided rows than `review.smallest_group`.
    answers : tuple of (key of `answer_lists.OUTCOMES`, int)
        What people say came of it, the most frequent first.
    """

    key: str
    name: Phrase
    handed_out: int
    contacted: int
    n: int
    kept: int
    open: int
    share: float
    low: float
    high: float
    shrunk: float
    is_small: bool
    answers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes by one column: ``play``, ``tier``, ``stage``, ``channel``, ``handling`` or ``owner``.

    Attributes
    ----------
    by : str
    label : Phrase
    lines : tuple of OutcomeLine
        Most rows first; tiers and stages in their order.
    whole : OutcomeLine
        All rows.
    prior_weight : float
        So many rows of the whole each line's shrunk share is mixed with.
    """

    by: str
    label: Phrase
    lines: tuple[OutcomeLine, ...]
    whole: OutcomeLine
    prior_weight: float


@dataclass(frozen=True, eq=False)
class OutcomeGrid:
    """Which play works best for whom: one outcome per play and group.

    Attributes
    ----------
    by : str
        ``tier`` or ``stage``.
    plays : tuple of str
    play_names : tuple of Phrase
    groups : tuple of str
    group_names : tuple of Phrase
    n, kept : ndarray of int, shape (n_plays, n_groups)
        Decided rows handed out, and kept ones.
    shrunk : ndarray of float, shape (n_plays, n_groups)
        Drawn towards the whole; NaN where no row is decided.
    prior_weight : float
    """

    by: str
    plays: tuple[str, ...]
    play_names: tuple[Phrase, ...]
    groups: tuple[str, ...]
    group_names: tuple[Phrase, ...]
    n: Counts
    kept: Counts
    shrunk: Floats
    prior_weight: float


@dataclass(frozen=True, slots=True)
class OwnerActions:
    """What became of the actions of one owner: handed_out = done + skipped + in_progress + to_do + blank.

    Attributes
    ----------
    owner : str
        Empty for automated rows and those of nobody.
    handed_out, done, skipped, in_progress, to_do : int
    blank : int
        No status filled in.
    overdue : int
        Neither done nor skipped though the due date is past.
    unreached : int
        Whose outcome says that nobody answered.
    latest : date or None
        The last contact put down.
    """

    owner: str
    handed_out: int
    done: int
    skipped: int
    in_progress: int
    to_do: int
    blank: int
    overdue: int
    unreached: int
    latest: dt.date | None = None
