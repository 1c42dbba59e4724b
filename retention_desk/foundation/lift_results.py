"""Results of judging what the contacts did: lift, arms, return; frozen, language-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retention_desk.foundation.wording import NOTHING_SAID, Phrase

LiftVerdict = Literal["too_small", "helps", "no_effect", "harms"]
PlayVerdict = Literal["keep", "fix", "stop", "too_early"]


@dataclass(frozen=True, slots=True)
class ArmCount:
    """Customers of one side of a comparison.

    Attributes
    ----------
    n, kept : int
        Decided ones, and those of them still customers.
    open : int
        Not decided yet; not in `n`.
    share : float
        Kept share, weighted as the strata are: the two shares of a `Lift` differ by its `difference`,
        exactly. NaN without any.
    """

    n: int
    kept: int
    open: int
    share: float

    @property
    def crude_share(self) -> float:
        """Return kept ÷ n; NaN without any."""
        return self.kept / self.n if self.n else float("nan")


@dataclass(frozen=True, slots=True)
class MoneyLift:
    """Net revenue per customer after the list, contact beside holdout, in the currency of the data.

    `difference` has its 95 % Welch interval; `n_contact` and `n_holdout` are the customers measured.
    """

    contact_mean: float
    holdout_mean: float
    difference: float
    low: float
    high: float
    n_contact: int
    n_holdout: int


@dataclass(frozen=True, slots=True)
class Lift:
    """What handing out did: everyone handed out against everyone held out, contacted or not.

    Attributes
    ----------
    key : str
        ``all``, the key of a tier or of a play.
    name : Phrase
    contact, holdout : ArmCount
    difference, low, high : float
        contact.share − holdout.share with its 95 % interval; NaN where an arm has nobody.
    looked_low, looked_high : float
        The interval that holds though one has looked `Lifts.looks` times on the way.
    verdict : {"too_small", "helps", "no_effect", "harms"}
    reason : Phrase
        The verdict in words with its numbers.
    effect : float
        The difference that the next two are reckoned for; NaN where they are None.
    customers_needed, weeks_needed : int or None
        Customers (both arms) and weeks still to come at the size of the lists so far, until a difference as
        large as `effect` would show; None where the verdict is not ``too_small`` or nothing can be reckoned.
    contacted_n, contacted_kept : int
        Of `contact`, only those that people say were contacted: biased, since who can be reached is more
        often a customer who stays.
    money : MoneyLift or None
    save_share, save_low, save_high : float
        difference ÷ (1 − holdout.share): of those who would have left, the share kept; NaN unknown.
    """

    key: str
    name: Phrase
    contact: ArmCount
    holdout: ArmCount
    difference: float
    low: float
    high: float
    looked_low: float
    looked_high: float
    verdict: LiftVerdict
    reason: Phrase
    effect: float = float("nan")
    customers_needed: int | None = None
    weeks_needed: int | None = None
    contacted_n: int = 0
    contacted_kept: int = 0
    money: MoneyLift | None = None
    save_share: float = float("nan")
    save_low: float = float("nan")
    save_high: float = float("nan")

    @property
    def contacted_share(self) -> float:
        """Return the kept share of those contacted: not a measure of what the contact did."""
        return self.contacted_kept / self.contacted_n if self.contacted_n else float("nan")


@dataclass(frozen=True, slots=True)
class ArmReadout:
    """One arm of an experiment against the control; the interval holds for all arms at once."""

    key: str
    name: Phrase
    count: ArmCount
    difference: float
    low: float
    high: float
    verdict: LiftVerdict
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Arms:
    """Several arms against one control.

    Attributes
    ----------
    play : str
        Key of the play they are arms of; empty for all.
    control : str
        Key of the arm compared with: ``holdout``, or the first arm where nobody was held out.
    control_name : Phrase
    control_count : ArmCount
    lines : tuple of ArmReadout
    correction : Phrase
        Name of the correction, with the number of comparisons.
    critical_value : float
        What stands in the place of 1.96.
    """

    play: str
    control: str
    control_name: Phrase
    control_count: ArmCount
    lines: tuple[ArmReadout, ...]
    correction: Phrase
    critical_value: float


@dataclass(frozen=True, slots=True)
class Lifts:
    """What handing out did: altogether, by tier, by play, by arm.

    Attributes
    ----------
    whole : Lift
    tiers, plays : tuple of Lift
        Those with anybody, tiers in their order, plays with most customers first.
    arms : tuple of Arms
        Experiments with more than one arm besides the holdout.
    looks, planned_looks : int
        How often the outcome could be looked at so far (months with a list whose days are over), and how
        often the adjusted intervals allow for.
    looked_note : Phrase
        The warning about looking again and again, and how the adjusted interval is made.
    method : Phrase
        How shares are weighted and intervals made.
    switched : int
        Customers held out at first and handed out later: they count where they were drawn first.
    """

    whole: Lift
    tiers: tuple[Lift, ...]
    plays: tuple[Lift, ...]
    arms: tuple[Arms, ...]
    looks: int
    planned_looks: int
    looked_note: Phrase
    method: Phrase
    switched: int = 0


@dataclass(frozen=True, slots=True)
class PlayReturn:
    """What a play cost and what it kept.

    Attributes
    ----------
    play : str
    name : Phrase
    lift : Lift
    contacts : int
        Customers handed out whose days are over: what cost and value are of.
    cost : float
        Of them; NaN unknown.
    value_each : float
        Mean lifetime value, today, of the customers of the play who were kept; else their mean net revenue
        in the days after the list; NaN when neither is known.
    value_by : {"lifetime_value", "spend", ""}
    kept_more, kept_low, kept_high : float
        lift × contacts: customers kept who would have left.
    value_kept, value_low, value_high : float
        kept_more × value_each.
    roi, roi_low, roi_high : float
        (value_kept − cost) ÷ cost; NaN unknown or without cost.
    threshold : float
        `review.roi_threshold`.
    verdict : {"keep", "fix", "stop", "too_early"}
    reason : Phrase
    """

    play: str
    name: Phrase
    lift: Lift
    contacts: int
    cost: float
    value_each: float
    value_by: Literal["lifetime_value", "spend", ""]
    kept_more: float
    kept_low: float
    kept_high: float
    value_kept: float
    value_low: float
    value_high: float
    roi: float
    roi_low: float
    roi_high: float
    threshold: float
    verdict: PlayVerdict
    reason: Phrase


@dataclass(frozen=True, slots=True)
class PlayFacts:
    """What the review has to know of a play: its name, and the share it is assumed to save."""

    name: Phrase
    save_share: float


@dataclass(frozen=True, slots=True)
class LearnedSave:
    """The save share of a play as the lists taught it, offered in place of the assumed one.

    Attributes
    ----------
    play : str
    name : Phrase
    assumed : float
        As in the settings or the play.
    measured, low, high : float
        `Lift.save_share` with its interval; NaN unknown.
    shrunk : float
        Measured and assumed, weighted by how sure each is, 0–1; what is offered.
    n : int
        Customers decided, both arms.
    is_offered : bool
        Enough of both arms to offer it.
    reason : Phrase
    """

    play: str
    name: Phrase
    assumed: float
    measured: float
    low: float
    high: float
    shrunk: float
    n: int
    is_offered: bool
    reason: Phrase = NOTHING_SAID
