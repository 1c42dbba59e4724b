"""What handing out did, for any group of customers: difference, interval, verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.lift_results import ArmCount, Lift, LiftVerdict
from retention_desk.foundation.outcome_results import KEPT, OPEN, Counts
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.money_lift import money_lift
from retention_desk.review.save_share import save_share
from retention_desk.review.still_needed import StillNeeded, customers_per_week, still_needed
from retention_desk.review.stratified import Comparison, compare_strata

YEAR_WEEKS: Final = 52


@dataclass(frozen=True, eq=False)
class Drawn:
    """The customers that the lift counts, one entry each, all shape (n,).

    Attributes
    ----------
    code : ndarray of int8
        1 kept, 0 left, −1 open.
    is_contact : ndarray of bool
        Handed out; else held out.
    was_contacted : ndarray of bool
        People say that they were contacted.
    stratum : ndarray of int
        List and tier.
    day : ndarray of int
        Day of the list.
    spend : ndarray of float
        NaN unknown.
    """

    code: Codes
    is_contact: Flags
    was_contacted: Flags
    stratum: Counts
    day: Counts
    spend: Floats

    def of(self, who: Flags) -> Drawn:
        """Return some of the customers."""
        return Drawn(
            self.code[who],
            self.is_contact[who],
            self.was_contacted[who],
            self.stratum[who],
            self.day[who],
            self.spend[who],
        )


def measure_lift(
    key: str, name: Phrase, drawn: Drawn, settings: ReviewSettings, days: int, looked_z: float = Z95
) -> Lift:
    """Return the lift of some customers.

    Parameters
    ----------
    key, name
        What the customers are called.
    drawn : Drawn
    settings : ReviewSettings
        ``smallest_group``, ``smallest_lift``.
    days : int
        Until a customer is decided.
    looked_z : float
        What stands in the place of 1.96 after the looks taken (`looks.looked_quantile`).
    """
    decided = drawn.code != OPEN
    here = drawn.of(decided)
    kept = here.code == KEPT
    found = compare_strata(kept, here.is_contact, here.stratum)
    low, high = found.interval()
    looked_low, looked_high = found.interval(looked_z)
    contact = _arm(drawn, drawn.is_contact, found.first_share)
    holdout = _arm(drawn, ~drawn.is_contact, found.second_share)
    verdict = verdict_of(contact, holdout, low, high, settings)
    needed = _needed(found, contact, holdout, drawn, settings, days) if verdict == "too_small" else None
    saved, saved_low, saved_high = save_share(found)
    return Lift(
        key=key,
        name=name,
        contact=contact,
        holdout=holdout,
        difference=found.difference,
        low=low,
        high=high,
        looked_low=looked_low,
        looked_high=looked_high,
        verdict=verdict,
        reason=said_of(verdict, found, contact, holdout, needed, settings),
        effect=needed.effect if needed else math.nan,
        customers_needed=needed.customers if needed else None,
        weeks_needed=needed.weeks if needed else None,
        contacted_n=int((here.is_contact & here.was_contacted).sum()),
        contacted_kept=int((here.is_contact & here.was_contacted & kept).sum()),
        money=money_lift(here.spend, here.is_contact),
        save_share=saved,
        save_low=saved_low,
        save_high=saved_high,
    )


def _arm(drawn: Drawn, who: Flags, share: float) -> ArmCount:
    code = drawn.code[who]
    n = int((code != OPEN).sum())
    kept = int((code == KEPT).sum())
    if math.isnan(share) and n:
        share = kept / n
    return ArmCount(n=n, kept=kept, open=len(code) - n, share=share)


def verdict_of(
    contact: ArmCount, holdout: ArmCount, low: float, high: float, settings: ReviewSettings
) -> LiftVerdict:
    """Return what the interval of a difference says.

    It helps (harms) where the whole interval is above (below) nothing; there is no effect where the interval
    leaves no room for a difference that would matter (`review.smallest_lift`) in either direction's favour;
    else, or with fewer than `review.smallest_group` customers of a side, it is too small to tell.
    """
    if min(contact.n, holdout.n) < settings.smallest_group or math.isnan(low):
        return "too_small"
    if low > 0:
        return "helps"
    if high < 0:
        return "harms"
    return "no_effect" if high < settings.smallest_lift else "too_small"


def _needed(
    found: Comparison,
    contact: ArmCount,
    holdout: ArmCount,
    drawn: Drawn,
    settings: ReviewSettings,
    days: int,
) -> StillNeeded | None:
    """Return what it takes to show the difference seen, or the smallest that matters if that is larger.

    The difference of a handful of customers is no guide: there it is the smallest that matters.
    """
    is_guide = found.is_known and min(contact.n, holdout.n) >= settings.smallest_group
    seen = found.difference if is_guide else 0.0
    effect = math.copysign(max(abs(seen), settings.smallest_lift), seen)
    n_open = contact.open + holdout.open
    per_week = customers_per_week(drawn.day)
    share = holdout.share if holdout.n else math.nan
    needed = still_needed(share, contact.n, holdout.n, n_open, effect, per_week, days)
    if needed is None or needed.customers:
        return needed
    # The numbers would do for that difference, chance has blurred it: what is missing to the smallest group.
    lacking = max(settings.smallest_group - min(contact.n, holdout.n), 1)
    weeks = math.ceil(lacking / per_week + days / 7) if per_week else None
    return StillNeeded(effect, lacking, weeks)


def said_of(
    verdict: LiftVerdict,
    found: Comparison,
    contact: ArmCount,
    holdout: ArmCount,
    needed: StillNeeded | None,
    settings: ReviewSettings,
) -> Phrase:
    """Return a verdict in words with its numbers."""
    values = {
        "difference": found.difference,
        "contact": contact.share,
        "holdout": holdout.share,
        "n": contact.n,
        "held": holdout.n,
        "smallest": settings.smallest_lift,
    }
    if verdict == "helps":
        return phrase(
            "It helps: {contact:share} of {n:count} handed out were kept, {holdout:share} of {held:count} "
            "held out.",
            **values,
        )
    if verdict == "harms":
        return phrase(
            "It harms: {contact:share} of {n:count} handed out were kept, {holdout:share} of {held:count} "
            "held out.",
            **values,
        )
    if verdict == "no_effect":
        return phrase(
            "No effect that would matter: the difference is below {smallest:number1} points even at the "
            "high end of its interval.",
            **{**values, "smallest": settings.smallest_lift * 100},
        )
    return _too_small(contact, holdout, needed, values)


def _too_small(
    contact: ArmCount, holdout: ArmCount, needed: StillNeeded | None, values: dict[str, float]
) -> Phrase:
    if not contact.n and not holdout.n:
        return phrase(
            "Too early to tell: nobody’s days are over yet (customers waiting: {open:count}).",
            open=contact.open + holdout.open,
        )
    if not holdout.n and not holdout.open:
        return phrase(
            "Nobody of them was held out: without a holdout nothing tells what would have happened anyway."
        )
    if needed is None or needed.weeks is None:
        return phrase(
            "Too small to tell: {n:count} handed out and {held:count} held out are decided.", **values
        )
    if needed.weeks > YEAR_WEEKS:
        return phrase(
            "Too small to tell: {n:count} handed out and {held:count} held out are decided. Such lists would "
            "take more than a year to show a difference of {effect:number1} points: hold out more, or judge "
            "several together.",
            effect=abs(needed.effect) * 100,
            **values,
        )
    return phrase(
        "Too small to tell: {n:count} handed out and {held:count} held out are decided. About {weeks:count} "
        "more weeks of such lists would show a difference of {effect:number1} points.",
        weeks=needed.weeks,
        effect=abs(needed.effect) * 100,
        **values,
    )


def strata_of(lists: Counts, tier: Codes) -> Counts:
    """Return one code per list and tier, from 0, shape (n,)."""
    if not len(lists):
        return np.zeros(0, dtype=np.int64)
    _, places = np.unique(lists * 16 + (tier.astype(np.int64) + 1), return_inverse=True)
    codes: Counts = places.astype(np.int64)
    return codes
