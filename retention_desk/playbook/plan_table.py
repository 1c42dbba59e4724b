"""The rows of the list: each with its play, owner, day, cost, trigger and reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import Health
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import ARMS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.holdout import chances, wave_chances, wave_names
from retention_desk.playbook.match_plays import PlayMatch
from retention_desk.playbook.play import ROLES, Play
from retention_desk.playbook.play_context import PlayContext
from retention_desk.playbook.preferred_channel import channel_of
from retention_desk.playbook.reasons import reasons_of
from retention_desk.playbook.share_out import fair_turns
from retention_desk.playbook.stakes import Stakes

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

COLUMNS: Final = (
    "customer", "tier", "play", "channel", "handling", "owner_role", "owner", "due", "value_at_stake", "cost",
    "expected_saved", "priority", "arm", "wave", "trigger", "trigger_value", "reasons", "second_play",
    "second_saved", "third_play", "third_saved", "status", "open_since", "is_overdue",
)  # fmt: skip
NOT_OPEN: Final = -1


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of the list, in its order; all arrays have shape (n_rows,).

    Attributes
    ----------
    customer : ndarray of int
    play : ndarray of int
        Position in `PlayMatch.plays`.
    arm : ndarray of str
        As in `ActionPlan.table`.
    open_at : ndarray of int
        Row of `open_rows` that is carried on, −1 for a new action.
    open_rows : DataFrame
        `EarlierActions.open_rows`.
    """

    customer: Places
    play: Places
    arm: npt.NDArray[np.object_]
    open_at: Places
    open_rows: pd.DataFrame

    @cached_property
    def held(self) -> Flags:
        """The rows held out."""
        return np.asarray(self.arm == "holdout", dtype=bool)

    @cached_property
    def added(self) -> Flags:
        """The rows added by hand."""
        return np.asarray(self.arm == "added", dtype=bool)

    @cached_property
    def is_open(self) -> Flags:
        """The rows carried on from an earlier list."""
        return np.asarray(self.open_at != NOT_OPEN, dtype=bool)

    def earlier(self, column: str) -> npt.NDArray[Any]:
        """Return what the earlier list says of the rows carried on."""
        if not len(self.open_rows):
            return np.zeros(0, dtype=object)
        values: npt.NDArray[Any] = self.open_rows[column].to_numpy()[self.open_at[self.is_open]]
        return values


def plan_table(
    rows: Rows,
    match: PlayMatch,
    stakes: Stakes,
    context: PlayContext,
    health: Health,
    settings: AnalysisSettings,
) -> pd.DataFrame:
    """Return the table of `ActionPlan`."""
    data, customer = context.data, rows.customer
    plays = [match.plays[place] for place in rows.play]
    n, held, is_open = len(customer), rows.held, rows.is_open
    unknown = np.full(n, np.nan)
    cost = np.where(held, 0.0, match.cost[rows.play])
    cost[is_open] = _or_else(rows.earlier("cost").astype(np.float64), cost[is_open])
    values = np.array(
        [_value_of(match, place, who) for place, who in zip(rows.play, customer, strict=True)],
        dtype=np.float64,
    )
    due = _due(rows, plays, values, data.as_of, settings.playbook.due_days)
    second, third = _runners_up(rows, match, stakes)
    columns: dict[str, Any] = {
        "customer": customer.astype(np.int32),
        "tier": context.segments.value_tier[customer],
        "play": [play.key for play in plays],
        "channel": _channels(rows, plays, data, settings),
        "handling": _handling(rows, plays),
        "owner_role": [ROLES[play.role] for play in plays],
        "owner": _owners(rows, plays, data, settings.capacity.owners),
        "due": due,
        "value_at_stake": stakes.amount[customer] if stakes.is_money else unknown,
        "cost": cost,
        "expected_saved": _saved(rows, match, stakes, cost),
        "priority": np.arange(1, n + 1),
        "arm": rows.arm,
        "wave": _waves(rows, plays, data, settings.holdout.seed),
        "trigger": _triggers(rows, plays, values, context),
        "trigger_value": np.where(rows.added, np.nan, values),
        "reasons": reasons_of(customer, context.indicators, health, context.churn),
        "second_play": second[0],
        "second_saved": second[1],
        "third_play": third[0],
        "third_saved": third[1],
        "status": _earlier_texts(rows, "status"),
        "open_since": _earlier_days(rows, "handed_out_on"),
        "is_overdue": _is_overdue(due, is_open, data.as_of),
    }
    return pd.DataFrame({name: _column(columns[name]) for name in COLUMNS})


def _column(cells: Any) -> Any:
    """Return cells as a column; tuples and phrases stay objects."""
    return cells if isinstance(cells, np.ndarray) else np.fromiter(cells, dtype=object, count=len(cells))


def _or_else(values: Floats, otherwise: Floats) -> Floats:
    known: Floats = np.where(np.isnan(values), otherwise, values)
    return known


def _value_of(match: PlayMatch, place: int, customer: int) -> float:
    values = match.values[place]
    return float(values[customer]) if len(values) else float("nan")


def _saved(rows: Rows, match: PlayMatch, stakes: Stakes, cost: Floats) -> Floats:
    """Return what each contact is expected to keep; of the holdout nothing, unknown without a forecast."""
    if not (stakes.is_money and stakes.is_forecast):
        return np.full(len(rows.customer), np.nan)
    kept = stakes.amount[rows.customer] * match.share[rows.play] - cost
    saved: Floats = np.where(rows.held, 0.0, kept)
    return saved


def _runners_up(
    rows: Rows, match: PlayMatch, stakes: Stakes
) -> tuple[tuple[npt.NDArray[np.object_], Floats], ...]:
    """Return the keys of the second and third best play of each row and what they are expected to keep."""
    n, k = len(rows.customer), len(match.plays)
    stake = stakes.amount[rows.customer]
    kept = np.full((n, k + 2), -np.inf)
    for place, fits in enumerate(match.fits):
        if len(fits):
            worth = stake * match.share[place] - (match.cost[place] if stakes.is_money else 0.0)
            kept[:, place] = np.where(fits[rows.customer] & (worth > 0), worth, -np.inf)
    kept[np.arange(n), rows.play] = -np.inf
    order = np.argsort(-kept, axis=1, kind="stable")[:, :2]
    keys = np.array([*(play.key for play in match.plays), "", ""], dtype=object)
    is_amount = stakes.is_money and stakes.is_forecast
    found = []
    for column in order.T:
        worth = kept[np.arange(n), column]
        there = np.isfinite(worth)
        found.append((np.where(there, keys[column], ""), np.where(there & is_amount, worth, np.nan)))
    return tuple(found)


def _channels(
    rows: Rows, plays: Sequence[Play], data: CustomerData, settings: AnalysisSettings
) -> npt.NDArray[np.object_]:
    """Return the channel: the arm's, the customer's preference for personal contacts, else the play's."""
    preferred: list[Any] = [None] * len(plays)
    if "preferred_channel" in data.customers:
        preferred = data.customers["preferred_channel"].astype(object).iloc[rows.customer].tolist()
    of_arm = {arm.name: arm.channel for arm in settings.experiment.arms if arm.channel}
    channels = [
        of_arm.get(arm) or (channel_of(wish, play.channel) if play.handling == "personal" else play.channel)
        for play, wish, arm in zip(plays, preferred, rows.arm, strict=True)
    ]
    mine = ["" if out else channel for channel, out in zip(channels, rows.held, strict=True)]
    return _with_earlier(rows, mine, "channel")


def _handling(rows: Rows, plays: Sequence[Play]) -> npt.NDArray[np.object_]:
    return _with_earlier(rows, [play.handling for play in plays], "handling")


def _with_earlier(rows: Rows, cells: Sequence[Any], column: str) -> npt.NDArray[np.object_]:
    """Return cells with what the earlier list says, where it says something."""
    result = np.array([*cells, None], dtype=object)[:-1]
    earlier = rows.earlier(column).astype(object)
    where = np.flatnonzero(rows.is_open)[earlier != ""]
    result[where] = earlier[earlier != ""]
    return result


def _owners(
    rows: Rows, plays: Sequence[Play], data: CustomerData, owners: tuple[str, ...]
) -> npt.NDArray[np.object_]:
    """Return who takes each personal contact; automated and held-out rows have nobody.

    Open actions stay with their owner and count; the new ones go to whoever has the fewest. Without names
    in the settings each customer's own owner takes it, where the data name one.
    """
    names = _with_earlier(rows, [""] * len(plays), "owner")
    personal = np.array([play.handling == "personal" for play in plays], dtype=bool)
    new = np.flatnonzero(personal & ~rows.held & ~rows.is_open)
    nobody = np.flatnonzero(rows.is_open & (names == ""))
    wanting = np.union1d(new, nobody[personal[nobody]]) if len(nobody) else new
    if owners:
        loads = [int((names == owner).sum()) for owner in owners]
        turns = fair_turns(loads, len(wanting))
        names[wanting] = np.array(owners, dtype=object)[turns]
    elif "owner" in data.customers:
        own = data.customers["owner"].astype(object).iloc[rows.customer[wanting]]
        names[wanting] = own.where(own.notna(), "").astype(str).to_numpy(dtype=object)
    return names


def _due(
    rows: Rows, plays: Sequence[Play], values: Floats, as_of: dt.date | None, due_days: int
) -> npt.NDArray[np.object_]:
    """Return the day of each new action, and of an open one the day it had."""
    days = np.full(len(plays), None, dtype=object)
    if as_of is not None:
        for row in np.flatnonzero(~rows.held).tolist():
            in_days = plays[row].days_until_due(float(values[row]), due_days)
            days[row] = as_of + dt.timedelta(days=in_days)
    earlier = _earlier_days(rows, "due")
    known = np.array([day is not None for day in earlier], dtype=bool)
    days[known] = earlier[known]
    return days


def _earlier_days(rows: Rows, column: str) -> npt.NDArray[np.object_]:
    """Return a day of the earlier list, None for new actions and where it is unknown."""
    days = np.full(len(rows.customer), None, dtype=object)
    found = rows.earlier(column).astype("datetime64[D]")
    days[rows.is_open] = [None if np.isnat(day) else day.item() for day in found]
    return days


def _earlier_texts(rows: Rows, column: str) -> npt.NDArray[np.object_]:
    return _with_earlier(rows, [""] * len(rows.customer), column)


def _is_overdue(due: npt.NDArray[np.object_], is_open: Flags, as_of: dt.date | None) -> Flags:
    if as_of is None:
        return np.zeros(len(due), dtype=bool)
    return np.array(
        [open_ and day is not None and day < as_of for day, open_ in zip(due, is_open, strict=True)],
        dtype=bool,
    )


def _waves(rows: Rows, plays: Sequence[Play], data: CustomerData, seed: int) -> npt.NDArray[np.object_]:
    drawn = chances(data.customer_ids[rows.customer].tolist(), seed, "wave")
    keys = np.array([play.key for play in plays], dtype=object)
    turned = drawn.copy()
    for key in dict.fromkeys(keys.tolist()):
        mine = keys == key
        turned[mine] = wave_chances(drawn[mine], key, seed)
    return _with_earlier(rows, wave_names(turned), "wave")


def _triggers(rows: Rows, plays: Sequence[Play], values: Floats, context: PlayContext) -> list[Phrase]:
    said: list[Phrase] = []
    since = _earlier_days(rows, "handed_out_on")
    for row, play in enumerate(plays):
        if rows.added[row]:
            said.append(ARMS["added"])
        elif rows.is_open[row]:
            said.append(phrase("Open since {day:date}", day=since[row]))
        else:
            said.append(play.told_of(context, int(rows.customer[row]), float(values[row])))
    return said
