"""Outcomes by play, tier, stage, channel, handling and owner, small groups drawn towards the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Codes
from retention_desk.foundation.intervals import wilson_interval
from retention_desk.foundation.lift_results import PlayFacts
from retention_desk.foundation.outcome_results import (
    KEPT,
    OPEN,
    OutcomeGrid,
    OutcomeLine,
    Outcomes,
    RowOutcomes,
)
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.vocabulary import CHANNELS, HANDLING, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.review.lifts import play_name, was_contacted
from retention_desk.review.shrink import shrink_shares

if TYPE_CHECKING:
    import pandas as pd

ALL: Final = phrase("All handed out")
UNKNOWN: Final = phrase("Unknown")
NOBODY: Final = phrase("Nobody named")


@dataclass(frozen=True, eq=False)
class Grouping:
    """A column of the rows handed out: the key of each row, and what the keys are called, in their order.

    Keys that `names` does not hold are called by themselves and come by size, after the others.
    """

    by: str
    label: Phrase
    keys: pd.Series[Any]
    names: Mapping[str, Phrase]


def group_outcomes(
    history: ActionHistory,
    outcomes: RowOutcomes,
    stage: Codes | None,
    settings: ReviewSettings,
    plays: Mapping[str, PlayFacts],
) -> tuple[tuple[Outcomes, ...], tuple[OutcomeGrid, ...]]:
    """Return the outcomes by each column, and play by tier and by stage.

    Parameters
    ----------
    history : ActionHistory
    outcomes : RowOutcomes
        Of its rows.
    stage : ndarray of int8, shape (n_rows,), or None
        Stage of each row's customer before the list; None where it is not known.
    settings : ReviewSettings
        ``smallest_group``.
    plays : mapping of play key to PlayFacts
    """
    handed = (history.rows["arm"] != "holdout").to_numpy()
    rows, code = history.rows[handed], outcomes.code[handed]
    if not len(rows):
        return (), ()
    groupings = _groupings(rows, None if stage is None else stage[handed], plays)
    found = tuple(_outcomes(grouping, rows, code, settings) for grouping in groupings)
    by_play = groupings[0]
    grids = tuple(_grid(by_play, other, code) for other in groupings[1:] if other.by in ("tier", "stage"))
    return found, grids


def _groupings(rows: pd.DataFrame, stage: Codes | None, plays: Mapping[str, PlayFacts]) -> list[Grouping]:
    import pandas as pd

    names = {key: play_name(key, plays) for key in rows["play"].value_counts().index if key}
    tier = rows["tier"].to_numpy()
    found = [
        Grouping("play", phrase("Play"), rows["play"], names),
        Grouping("tier", phrase("Value tier"), _keys(tier, tuple(VALUE_TIERS)), VALUE_TIERS),
    ]
    if stage is not None and (stage >= 0).any():
        found.append(Grouping("stage", phrase("Stage before"), _keys(stage, tuple(STAGES)), STAGES))
    found += [
        Grouping("channel", phrase("Channel"), rows["channel"], CHANNELS),
        Grouping("handling", phrase("Handling"), rows["handling"], HANDLING),
    ]
    owners = pd.Series(rows["owner"].to_numpy(dtype=object))
    if (owners != "").any():
        found.append(Grouping("owner", phrase("Owner"), owners, {}))
    return found


def _keys(codes: Codes, keys: Sequence[str]) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(np.array([*keys, ""], dtype=object)[codes])


def _outcomes(grouping: Grouping, rows: pd.DataFrame, code: Codes, settings: ReviewSettings) -> Outcomes:
    keys = grouping.keys.fillna("").to_numpy(dtype=object)
    by_size = grouping.keys.fillna("").value_counts().index.tolist()
    order = [key for key in grouping.names if key in set(by_size)]
    order += [key for key in by_size if key not in grouping.names and key]
    order += [""] if "" in by_size else []
    n = np.array([((keys == key) & (code != OPEN)).sum() for key in order])
    kept = np.array([((keys == key) & (code == KEPT)).sum() for key in order])
    shrunk, weight = shrink_shares(kept, n)
    lines = tuple(
        _line(key, _name(key, grouping), rows[keys == key], code[keys == key], float(share), settings)
        for key, share in zip(order, shrunk, strict=True)
    )
    whole = int(n.sum())
    of_all = float(kept.sum() / whole) if whole else float("nan")
    return Outcomes(
        by=grouping.by,
        label=grouping.label,
        lines=lines,
        whole=_line("all", ALL, rows, code, of_all, settings),
        prior_weight=weight,
    )


def _name(key: str, grouping: Grouping) -> Phrase:
    if key in grouping.names:
        return grouping.names[key]
    if not key:
        return NOBODY if grouping.by == "owner" else UNKNOWN
    return phrase("{name}", name=key)


def _line(
    key: str, name: Phrase, rows: pd.DataFrame, code: Codes, shrunk: float, settings: ReviewSettings
) -> OutcomeLine:
    n, kept = int((code != OPEN).sum()), int((code == KEPT).sum())
    low, high = wilson_interval(kept, n) if n else (float("nan"), float("nan"))
    said = rows.loc[(rows["outcome"] != "").to_numpy(), "outcome"].value_counts()
    return OutcomeLine(
        key=key,
        name=name,
        handed_out=len(rows),
        contacted=int(was_contacted(rows).sum()),
        n=n,
        kept=kept,
        open=len(rows) - n,
        share=kept / n if n else float("nan"),
        low=low,
        high=high,
        shrunk=shrunk,
        is_small=n < settings.smallest_group,
        answers=tuple((str(answer), int(count)) for answer, count in said.items()),
    )


def _grid(plays: Grouping, other: Grouping, code: Codes) -> OutcomeGrid:
    play_keys, group_keys = tuple(plays.names), tuple(other.names)
    row = _places(plays.keys, play_keys)
    column = _places(other.keys, group_keys)
    decided = (code != OPEN) & (row >= 0) & (column >= 0)
    n = np.zeros((len(play_keys), len(group_keys)), dtype=np.int64)
    kept = np.zeros_like(n)
    np.add.at(n, (row[decided], column[decided]), 1)
    good = decided & (code == KEPT)
    np.add.at(kept, (row[good], column[good]), 1)
    shrunk, weight = shrink_shares(kept.ravel(), n.ravel())
    return OutcomeGrid(
        by=other.by,
        plays=play_keys,
        play_names=tuple(plays.names.values()),
        groups=group_keys,
        group_names=tuple(other.names.values()),
        n=n,
        kept=kept,
        shrunk=np.where(n > 0, shrunk.reshape(n.shape), np.nan),
        prior_weight=weight,
    )


def _places(keys: pd.Series[Any], names: Sequence[str]) -> Any:
    import pandas as pd

    return pd.Index(list(names), dtype=object).get_indexer(pd.Index(keys.to_numpy(dtype=object)))
