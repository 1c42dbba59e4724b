"""Who left since the earlier month, and whether anything had warned of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.outcome_results import Counts
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import WHY_MISSED, EarlierMonth, MissedLeavers
from retention_desk.foundation.vocabulary import BANDS, STAGES
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.migrate_groups import NOT_THERE, codes_then, places_then

if TYPE_CHECKING:
    import pandas as pd

LOST: Final = tuple(STAGES).index("lost")
AT_RISK: Final = tuple(BANDS).index("risk")
LIKELY_SHARE: Final = 0.5
"""Probability from which the forecast counts as a warning."""

DEFINITION: Final = phrase(
    "Left = lost by lifecycle stage now, and not lost on {day:date}. Warned of = in the band at risk then, "
    "or likelier to leave than to stay."
)


def missed_leavers(now: Analysis, earlier: EarlierMonth, history: ActionHistory) -> MissedLeavers | None:
    """Return who left since the earlier month, the most valuable first; None where stages are not known.

    Parameters
    ----------
    now : Analysis
    earlier : EarlierMonth
    history : ActionHistory
        Lists from the day of the earlier month on say who was on one, or held out.
    """
    if "stage" not in earlier.scores or not (earlier.scores["stage"] >= 0).any():
        return None
    before = codes_then(earlier.scores["stage"], now.data)
    left = np.flatnonzero(
        (before != NOT_THERE) & (before >= 0) & (before != LOST) & (now.segments.stage == LOST)
    )
    table = _table(left, before, now, earlier, history)
    counts = table["why"].value_counts()
    values = table["value"].to_numpy(dtype=np.float64)
    known = values[np.isfinite(values)]
    return MissedLeavers(
        definition=Phrase(DEFINITION.text, {"day": earlier.snapshot.day}),
        table=table,
        counts=tuple((key, int(counts.get(key, 0))) for key in WHY_MISSED if key in counts.index),
        value=float(known.sum()) if len(known) else float("nan"),
    )


def _table(
    left: Counts, stage: Counts, now: Analysis, earlier: EarlierMonth, history: ActionHistory
) -> pd.DataFrame:
    import pandas as pd

    scores = earlier.scores
    place = places_then(scores.index, now.data)[left]

    def then(column: str, missing: float = np.nan) -> Any:
        known = (
            scores[column].to_numpy(dtype=np.float64) if column in scores else np.full(len(scores), missing)
        )
        return known[place]

    band = then("health_band", -1.0).astype(np.int8)
    score, probability = then("health_score"), then("churn_probability")
    value = then("lifetime_value")
    value = np.where(np.isfinite(value), value, then("tier_value"))
    ids = now.data.customer_ids.take(left)
    why = _why(band, score, probability, *_on_lists(ids, history, earlier))
    table = pd.DataFrame(
        {
            "customer": left.astype(np.int64),
            "customer_id": ids.astype(object),
            "tier": then("value_tier", -1.0).astype(np.int8),
            "stage": stage[left].astype(np.int8),
            "band": band,
            "score": score,
            "probability": probability,
            "value": value,
            "silent_days": now.segments.silent_days[left],
            "why": why,
        }
    )
    table = table.sort_values(["value", "customer_id"], ascending=[False, True], na_position="last")
    table["said"] = pd.Series(_said(table), index=table.index, dtype=object)
    return table.reset_index(drop=True)


def _on_lists(ids: pd.Index[Any], history: ActionHistory, earlier: EarlierMonth) -> tuple[Flags, Flags]:
    """Return who was on a list since the earlier month, and who was held out from one."""
    rows = history.rows
    since = (rows["handed_out_on"] >= np.datetime64(earlier.snapshot.day)).to_numpy()
    held = (rows["arm"] == "holdout").to_numpy()
    return (
        ids.isin(rows.loc[since & ~held, "customer_id"].astype(str)),
        ids.isin(rows.loc[since & held, "customer_id"].astype(str)),
    )


def _why(band: Codes, score: Floats, probability: Floats, listed: Flags, held_out: Flags) -> Any:
    warned = (band == AT_RISK) | (probability >= LIKELY_SHARE)
    unknown = np.isnan(score) & np.isnan(probability)
    return np.select(
        [listed, held_out, warned, unknown],
        ["listed", "held_out", "below_capacity", "no_score"],
        default="looked_healthy",
    ).astype(object)


def _said(table: pd.DataFrame) -> list[Phrase]:
    """Return why each leaver was not kept, in words with the numbers of then."""
    templates = {
        "listed": phrase("Was on a list and left nevertheless."),
        "held_out": phrase("Was held out by chance, to measure the effect."),
        "below_capacity": phrase("Was warned of, but found no place on a list."),
        "no_score": phrase("Nothing was known of them: neither score nor forecast."),
    }
    looked = {
        (True, True): phrase("Looked healthy: score {score:number1}, {probability:share0} likely to leave."),
        (True, False): phrase("Looked healthy: score {score:number1}, no forecast."),
        (False, True): phrase("Seemed to stay: {probability:share0} likely to leave, no score."),
    }
    said = []
    for why, score, probability in zip(table["why"], table["score"], table["probability"], strict=True):
        if why in templates:
            said.append(templates[why])
        else:
            template = looked[not np.isnan(score), not np.isnan(probability)]
            said.append(Phrase(template.text, {"score": float(score), "probability": float(probability)}))
    return said
