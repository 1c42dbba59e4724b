"""Results of planning: the list, what happens to everybody else, and what it could show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Codes
from retention_desk.foundation.vocabulary import FATES
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

if TYPE_CHECKING:
    import pandas as pd

FATE_CODES: Final[Mapping[str, int]] = {key: code for code, key in enumerate(FATES)}


def _nobody() -> Codes:
    return np.zeros(0, dtype=np.int8)


def _no_plays() -> npt.NDArray[np.int16]:
    return np.zeros(0, dtype=np.int16)


@dataclass(frozen=True)
class PlannedPlay:
    """A play as the plan uses it: name, first words, channel (key of `CHANNELS`), handling, cost of one."""

    label: Phrase
    script: Phrase
    channel: str
    handling: str
    cost: float


@dataclass(frozen=True)
class HoldoutPower:
    """What the holdout could show, of this list with all that was drawn before.

    Attributes
    ----------
    n_contacted, n_held : int
        Of this list: those drawn to be contacted, and those held out.
    earlier_contacted, earlier_held : int
        Customers of earlier lists, each once.
    leaving_share : float
        Share of those left alone who are expected to leave: the mean forecast, else the base rate, else ½.
    is_assumed : bool
        Whether `leaving_share` is that ½, at which differences are hardest to show.
    expected_share : float or None
        Difference in who leaves that the plays' save shares promise; None without a forecast.
    detectable_share : float or None
        Smallest difference shown with a power of 80 % at two-sided 5 %; None: too small to tell.
    lists_needed : int or None
        So many lists like this one show `expected_share`; None where it is not known or no number would.
    share_needed : float or None
        Holdout share with which a quarter of a year of weekly lists shows `expected_share`; None where not
        even half would.
    note : Phrase
        The same in words.
    """

    n_contacted: int
    n_held: int
    earlier_contacted: int
    earlier_held: int
    leaving_share: float
    is_assumed: bool
    expected_share: float | None
    detectable_share: float | None
    lists_needed: int | None
    share_needed: float | None
    note: Phrase


@dataclass(frozen=True)
class ExperimentPower:
    """The arms of an experiment, and what comparing them could show.

    Attributes
    ----------
    arms : tuple of (name, customers of this list, customers of earlier lists)
        In the order of the settings.
    compared_with : str
        ``holdout`` where anybody is held out, else the first arm.
    comparisons : int
        By which the two-sided 5 % are divided (Bonferroni).
    detectable_share : float or None
        Smallest difference in who leaves between the smallest arm and the one compared with; None: too small.
    note : Phrase
        The same in words.
    """

    arms: tuple[tuple[str, int, int], ...]
    compared_with: str
    comparisons: int
    detectable_share: float | None
    note: Phrase


@dataclass(frozen=True)
class PlayWave:
    """Where a play that goes out in waves stands.

    Attributes
    ----------
    play : str
    label : Phrase
    wave : {"pilot", "part", "all"}
        Those up to it get the play.
    n_listed : int
        On this list.
    n_waiting : int
        Whom the play fits, in a later wave.
    contacted : int
        Contacts of earlier lists with a known end.
    answered_share, leaving_share : float
        Of them: who answered, and who said they leave; NaN without any.
    is_stopped : bool
        Whether a rule is broken: then nobody gets the play while it is not out to all.
    note : Phrase
        The rule, or which one is broken.
    """

    play: str
    label: Phrase
    wave: str
    n_listed: int
    n_waiting: int
    contacted: int
    answered_share: float
    leaving_share: float
    is_stopped: bool
    note: Phrase


@dataclass(frozen=True)
class OpenActions:
    """Actions of earlier lists that are still open.

    Attributes
    ----------
    carried : int
        On this list again, with owner, day and status as they stand.
    overdue : int
        Of them, those whose day is past.
    lapsed : int
        Never touched and long past their day: planned anew like everybody else.
    unknown : int
        Of customers that the data no longer hold.
    """

    carried: int = 0
    overdue: int = 0
    lapsed: int = 0
    unknown: int = 0


@dataclass(frozen=True, eq=False)
class ActionPlan:
    """Whom to contact this week.

    Attributes
    ----------
    table : DataFrame
        One row per listed or held-out customer, added and open ones first, then the best: customer (int32
        position), tier (int8), play (str key), channel (key of `CHANNELS`, or the customer's own word),
        handling (``personal`` / ``automated``), owner_role (Phrase), owner (str, may be empty), due (date),
        value_at_stake, cost, expected_saved, priority (1 …), arm (``contact`` / ``holdout`` / ``added``: by
        hand / the name of an arm of the experiment), wave (``pilot`` / ``part`` / ``all``), trigger (Phrase),
        trigger_value (float), reasons (tuple of Phrase), second_play, third_play (str keys of the next best
        plays, may be empty), second_saved, third_saved (float), status (``""``, or of an open action as it
        was filled in), open_since (date, or None: a new action), is_overdue (bool).
    candidates : int
        Customers some play fits.
    reach : DataFrame(contacts, share)
        Share of the value at stake that the best so many contacts reach.
    reach_share : float
        The same at the capacity.
    expected_saved, cost : float
        Of the list.
    contacts_per_week : int
        Of all people together.
    plays : mapping of play key to Phrase
        Names of the plays in the table.
    note : Phrase
        What the ranking rests on where a forecast or a value is unknown; else empty.
    fate : ndarray of int8, shape (n_customers,)
        What happens to everybody: positions in `vocabulary.FATES`.
    fate_play : ndarray of int16, shape (n_customers,)
        By which play those contacted or written to are, or those waiting would be: positions in
        `playbook`; −1 none.
    playbook : mapping of play key to PlannedPlay
        All plays in use, and those no longer there that are open.
    automated_cost : float
        Of the automated messages that are not rows of the list.
    budget_amount : float or None
        What this week may cost.
    warnings : tuple of Phrase
    open_actions : OpenActions
    waves : tuple of PlayWave
        Plays that are not out to all.
    holdout : HoldoutPower or None
    experiment : ExperimentPower or None
        None without an experiment.
    """

    table: pd.DataFrame
    candidates: int
    reach: pd.DataFrame
    reach_share: float
    expected_saved: float
    cost: float
    contacts_per_week: int
    plays: Mapping[str, Phrase]
    note: Phrase = NOTHING_SAID
    fate: Codes = field(default_factory=_nobody)
    fate_play: npt.NDArray[np.int16] = field(default_factory=_no_plays)
    playbook: Mapping[str, PlannedPlay] = field(default_factory=lambda: MappingProxyType({}))
    automated_cost: float = 0.0
    budget_amount: float | None = None
    warnings: tuple[Phrase, ...] = ()
    open_actions: OpenActions = OpenActions()
    waves: tuple[PlayWave, ...] = ()
    holdout: HoldoutPower | None = None
    experiment: ExperimentPower | None = None

    @property
    def listed(self) -> int:
        """Customers to contact."""
        return int((self.table["arm"] != "holdout").sum())

    @property
    def held_out(self) -> int:
        """Customers left alone to measure the effect."""
        return int((self.table["arm"] == "holdout").sum())

    def fates(self) -> dict[str, int]:
        """Return how many customers each of `vocabulary.FATES` befalls; together all customers."""
        counts = np.bincount(self.fate, minlength=len(FATES))
        return dict(zip(FATES, counts.tolist(), strict=True))

    def play_of(self, customer: int) -> str:
        """Return the key of the play of a customer by `fate_play`; empty without one."""
        place = int(self.fate_play[customer])
        return tuple(self.playbook)[place] if place >= 0 else ""

    def who(self, fate: str) -> npt.NDArray[np.intp]:
        """Return the positions of the customers whom one of `vocabulary.FATES` befalls."""
        places: npt.NDArray[np.intp] = np.flatnonzero(self.fate == FATE_CODES[fate])
        return places
