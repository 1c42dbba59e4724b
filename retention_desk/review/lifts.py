"""What handing out did: altogether, by tier and by play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Flags
from retention_desk.foundation.lift_results import Lifts, PlayFacts
from retention_desk.foundation.outcome_results import RowOutcomes
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.arms import read_arms
from retention_desk.review.looks import looked_quantile
from retention_desk.review.measure_lift import Drawn, measure_lift, strata_of
from retention_desk.review.row_outcomes import days_of

if TYPE_CHECKING:
    import pandas as pd

METHOD: Final = phrase(
    "Everyone handed out is compared with everyone held out, whether or not they were reached; each customer "
    "counts once, where chance first drew them. Shares are weighted within list and tier (Mantel–Haenszel); "
    "95 % intervals by Newcombe's hybrid score method."
)
ALL: Final = phrase("All customers")


def measure_lifts(
    history: ActionHistory, outcomes: RowOutcomes, settings: ReviewSettings, plays: Mapping[str, PlayFacts]
) -> Lifts:
    """Return the lift of all customers, of each tier and of each play.

    Parameters
    ----------
    history : ActionHistory
        Not empty.
    outcomes : RowOutcomes
        Of its rows.
    settings : ReviewSettings
    plays : mapping of play key to PlayFacts
        Their names.
    """
    counted = outcomes.counts
    rows = history.rows[counted]
    drawn = drawn_of(rows, outcomes, counted)
    looks = looks_taken(rows, outcomes.code[counted] >= 0)
    z = looked_quantile(max(looks, 1), settings.planned_looks)
    days = outcomes.days

    def lift(key: str, name: Phrase, who: Flags) -> Any:
        return measure_lift(key, name, drawn.of(who), settings, days, z)

    tier, play = rows["tier"].to_numpy(), rows["play"].to_numpy()
    tiers = [
        lift(key, name, tier == place)
        for place, (key, name) in enumerate(VALUE_TIERS.items())
        if (tier == place).any()
    ]
    by_size = rows.loc[drawn.is_contact, "play"].value_counts(sort=True)
    keys = [*by_size.index, *sorted(set(play) - set(by_size.index))]
    return Lifts(
        whole=lift("all", ALL, np.ones(len(rows), dtype=bool)),
        tiers=tuple(tiers),
        plays=tuple(lift(key, play_name(key, plays), play == key) for key in keys if key),
        arms=read_arms(history, outcomes, settings, plays),
        looks=looks,
        planned_looks=max(settings.planned_looks, looks),
        looked_note=_looked_note(looks, settings.planned_looks, z),
        method=METHOD,
        switched=_switched(history, counted),
    )


def drawn_of(rows: pd.DataFrame, outcomes: RowOutcomes, which: Flags) -> Drawn:
    """Return what the lift counts of some rows of the history."""
    lists = rows["list_id"].astype("category").cat.codes.to_numpy().astype(np.int64)
    return Drawn(
        code=outcomes.code[which],
        is_contact=(rows["arm"] != "holdout").to_numpy(),
        was_contacted=was_contacted(rows),
        stratum=strata_of(lists, rows["tier"].to_numpy()),
        day=days_of(rows["handed_out_on"]),
        spend=outcomes.spend[which],
    )


def was_contacted(rows: pd.DataFrame) -> Flags:
    """Return which rows people say were contacted: a day of contact, or done."""
    flags: Flags = rows["contacted_on"].notna().to_numpy() | (rows["status"] == "done").to_numpy()
    return flags


def play_name(key: str, plays: Mapping[str, PlayFacts]) -> Phrase:
    """Return what a play is called; its key where it is no longer known."""
    return plays[key].name if key in plays else phrase("{play}", play=key)


def looks_taken(rows: pd.DataFrame, decided: Flags) -> int:
    """Return how often the effect could be looked at: months with a list of which somebody is decided."""
    days = rows["handed_out_on"].to_numpy()[decided].astype("datetime64[M]")
    return len(np.unique(days))


def _looked_note(looks: int, planned: int, z: float) -> Phrase:
    if looks <= 1:
        return phrase(
            "Who looks again every month and stops when it looks good finds an effect more often than there "
            "is one. The adjusted intervals allow for {planned:count} looks (O'Brien–Fleming).",
            planned=planned,
        )
    return phrase(
        "This is look {looks:count} of {planned:count}: who looks again and again and stops when it looks "
        "good finds an effect more often than there is one. Decide by the adjusted interval "
        "(O'Brien–Fleming, {z:number2} standard errors instead of 1.96).",
        looks=looks,
        planned=max(planned, looks),
        z=z,
    )


def _switched(history: ActionHistory, counted: Flags) -> int:
    """Return how many customers were held out first and handed out on a later list."""
    rows = history.rows
    first = rows.loc[counted, ["customer_id", "arm"]]
    held = first.loc[(first["arm"] == "holdout").to_numpy(), "customer_id"]
    later: Flags = (rows["arm"] != "holdout").to_numpy() & ~counted
    return int(held.isin(rows.loc[later, "customer_id"]).sum())
