"""Several arms of an experiment against one control, with intervals that hold for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Flags
from retention_desk.foundation.lift_results import ArmCount, ArmReadout, Arms, PlayFacts
from retention_desk.foundation.outcome_results import KEPT, OPEN, RowOutcomes
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.vocabulary import ARMS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.dunnett import dunnett_quantile
from retention_desk.review.measure_lift import said_of, strata_of, verdict_of
from retention_desk.review.stratified import Comparison, compare_strata

if TYPE_CHECKING:
    import pandas as pd

OWN: Final = frozenset(ARMS)
HOLDOUT: Final = "holdout"


def read_arms(
    history: ActionHistory, outcomes: RowOutcomes, settings: ReviewSettings, plays: Mapping[str, PlayFacts]
) -> tuple[Arms, ...]:
    """Return the readout of the experiment: over all plays, then for each play that had two arms or more.

    A customer counts at the first list that drew them for one of the arms (or the holdout) since the first
    list with arms. The control is the holdout; where nobody was held out, the first arm by name.
    """
    rows = history.rows
    named = ~rows["arm"].isin(OWN).to_numpy() & (rows["arm"] != "").to_numpy()
    if not named.any():
        return ()
    since = rows.loc[named, "handed_out_on"].min()
    inside = (named | (rows["arm"] == HOLDOUT).to_numpy()) & (rows["handed_out_on"] >= since).to_numpy()
    inside &= ~rows["is_manual"].to_numpy(dtype=bool)
    order = rows[inside].sort_values("handed_out_on", kind="stable")
    counted = rows.index.isin(order.index[~order["customer_id"].duplicated()])
    found = [readout for readout in (_readout("", rows, outcomes, counted, settings),) if readout]
    with_arms = [key for key in plays if key] + sorted(set(rows.loc[counted, "play"]) - set(plays))
    for play in with_arms:
        of_play = counted & (rows["play"] == play).to_numpy()
        if len(set(rows.loc[of_play & named, "arm"])) > 1:
            found += [r for r in (_readout(play, rows, outcomes, of_play, settings),) if r]
    # One experiment on one play is not told twice.
    if len(found) == 2 and _sizes(found[0]) == _sizes(found[1]):
        found = [replace(found[0], play=found[1].play)]
    return tuple(found)


def _sizes(readout: Arms) -> int:
    counts = (readout.control_count, *(line.count for line in readout.lines))
    return sum(count.n + count.open for count in counts)


def _readout(
    play: str, rows: pd.DataFrame, outcomes: RowOutcomes, counted: Flags, settings: ReviewSettings
) -> Arms | None:
    here, code = rows[counted], outcomes.code[counted]
    arm = here["arm"].to_numpy(dtype=object)
    names = sorted({str(name) for name in arm})
    if len(names) < 2:
        return None
    control = HOLDOUT if HOLDOUT in names else names[0]
    lists = here["list_id"].astype("category").cat.codes.to_numpy().astype(np.int64)
    stratum = strata_of(lists, here["tier"].to_numpy())
    decided, kept = code != OPEN, code == KEPT
    compared: dict[str, Comparison] = {}
    for name in names:
        if name != control:
            both = decided & ((arm == name) | (arm == control))
            compared[name] = compare_strata(kept[both], arm[both] == name, stratum[both])
    known = [found for found in compared.values() if found.is_known]
    n_control = max((found.second_number for found in known), default=1.0)
    z = dunnett_quantile([found.first_number for found in known] or [1.0], n_control)
    counts = {name: _count(arm == name, decided, kept) for name in names}
    return Arms(
        play=play,
        control=control,
        control_name=_arm_name(control),
        control_count=counts[control],
        lines=tuple(
            _line(name, found, counts[name], counts[control], z, settings) for name, found in compared.items()
        ),
        correction=_correction(len(compared)),
        critical_value=z,
    )


def _count(who: Flags, decided: Flags, kept: Flags) -> ArmCount:
    n, k = int((who & decided).sum()), int((who & kept).sum())
    return ArmCount(n=n, kept=k, open=int((who & ~decided).sum()), share=k / n if n else float("nan"))


def _line(
    name: str, found: Comparison, count: ArmCount, control: ArmCount, z: float, settings: ReviewSettings
) -> ArmReadout:
    low, high = found.interval(z)
    weighted = replace(count, share=found.first_share) if found.is_known else count
    beside = replace(control, share=found.second_share) if found.is_known else control
    verdict = verdict_of(weighted, beside, low, high, settings)
    reason = said_of(verdict, found, weighted, beside, None, settings)
    return ArmReadout(
        key=name,
        name=_arm_name(name),
        count=weighted,
        difference=found.difference,
        low=low,
        high=high,
        verdict=verdict,
        reason=reason,
    )


def _arm_name(key: str) -> Phrase:
    return ARMS[key] if key in ARMS else phrase("{arm}", arm=key)


def _correction(comparisons: int) -> Phrase:
    if comparisons == 1:
        return phrase("One comparison: no correction is needed.")
    return phrase(
        "Dunnett: {n:count} arms are compared with one control, and all {n:count} intervals hold at once.",
        n=comparisons,
    )
