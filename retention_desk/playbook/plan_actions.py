"""Whom to contact this week: plays matched, valued, and cut to what the team can do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import (
    ActionPlan,
    ChurnForecast,
    Health,
    Indicators,
    LifetimeValue,
    Segments,
)
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.strategy_results import NextProducts
from retention_desk.foundation.vocabulary import ARMS
from retention_desk.foundation.wording import phrase
from retention_desk.playbook.by_hand import added_customers, with_added
from retention_desk.playbook.holdout import is_held_out, waves
from retention_desk.playbook.match_plays import PlayMatch, match_bands, match_plays
from retention_desk.playbook.play import ROLES, Play
from retention_desk.playbook.play_context import PlayContext
from retention_desk.playbook.preferred_channel import channel_of
from retention_desk.playbook.reach import reach_curve
from retention_desk.playbook.reasons import reasons_of
from retention_desk.playbook.stakes import Stakes, stakes_of

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

PLANNING: Final = phrase("Planning contacts")

COLUMNS: Final = (
    "customer", "tier", "play", "channel", "handling", "owner_role", "owner", "due", "value_at_stake", "cost",
    "expected_saved", "priority", "arm", "wave", "trigger", "trigger_value", "reasons",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class PlanBasis:
    """What the plan does not take from the health scores: stakes, and the plays that name no bands."""

    context: PlayContext
    stakes: Stakes
    match: PlayMatch


def prepare_plan(
    data: CustomerData,
    book: OrderBook | None,
    indicators: Indicators,
    segments: Segments,
    churn: ChurnForecast,
    value: LifetimeValue,
    settings: AnalysisSettings,
    health: Health | None = None,
    next_products: NextProducts | None = None,
) -> PlanBasis:
    """Return what stays the same while weights are dragged.

    Reads ``playbook``. `health` is read only where its bands stand in for a forecast (`needs_health`).
    """
    context = PlayContext(data, book, indicators, segments, churn, next_products, settings.playbook.holidays)
    stakes = stakes_of(churn, value, health, context.gone)
    return PlanBasis(context, stakes, match_plays(context, stakes, settings.playbook))


def plan_actions(
    data: CustomerData,
    book: OrderBook | None,
    indicators: Indicators,
    health: Health,
    segments: Segments,
    churn: ChurnForecast,
    value: LifetimeValue,
    settings: AnalysisSettings,
    progress: Progress = SILENT,
    basis: PlanBasis | None = None,
) -> ActionPlan:
    """Return this week's contacts, best first, and the customers left alone to measure them by.

    `basis` is what `prepare_plan` gives for them; by default it is prepared here.

    Notes
    -----
    Each customer's main play is the one with the best stake × save share − cost, stake = churn probability
    × lifetime value. Customers are taken in that order (ties by customer ID) until `contacts_per_week`
    contacts are listed or the budget is used up. A customer whose chance (`holdout.chances`) falls under the
    holdout share is listed but not contacted, and takes no capacity. Customers added by hand
    (``playbook.added``) come first, with the play chosen for them; they take no capacity, and as nobody
    drew them by chance they are an arm of their own.
    """
    if basis is None:
        basis = prepare_plan(data, book, indicators, segments, churn, value, settings, health)
    context, stakes = basis.context, basis.stakes
    match = match_bands(basis.match, health, stakes, settings.playbook)
    progress.step(0.3, PLANNING)
    ranked = match.ranked()
    added = added_customers(data, settings.playbook.added)
    match = with_added(match, added, data, stakes, settings.playbook)
    added = added[np.lexsort((added, -match.saved[added]))]
    listed, held_out = _listed(added, ranked, match, data, settings)
    progress.step(0.6, PLANNING)
    table = _table(listed, held_out, len(added), match, stakes, context, health, settings)
    contacted = listed[~held_out]
    used = set(match.best[listed].tolist())
    everyone = np.union1d(ranked, added) if len(added) else ranked
    total, reached = float(stakes.amount[everyone].sum()), float(stakes.amount[contacted].sum())
    return ActionPlan(
        table=table,
        candidates=int(match.fitting.sum()),
        reach=reach_curve(stakes.amount[ranked], settings.capacity.contacts_per_week),
        reach_share=reached / total if total > 0 else 0.0,
        expected_saved=float(table["expected_saved"].sum(skipna=False)) if len(table) else 0.0,
        cost=float(table["cost"].sum()),
        contacts_per_week=settings.capacity.contacts_per_week,
        plays={play.key: play.label for place, play in enumerate(match.plays) if place in used},
        note=stakes.note,
    )


def _listed(
    added: Places, ranked: Places, match: PlayMatch, data: CustomerData, settings: AnalysisSettings
) -> tuple[Places, Flags]:
    """Return those added by hand, then those within the capacity, and which of all are held out."""
    rest = ranked[~np.isin(ranked, added)] if len(added) else ranked
    listed, held_out = _within_capacity(rest, match, data, settings)
    return np.concatenate([added, listed]), np.append(np.zeros(len(added), dtype=bool), held_out)


def _within_capacity(
    ranked: Places, match: PlayMatch, data: CustomerData, settings: AnalysisSettings
) -> tuple[Places, Flags]:
    """Return the customers listed in order, and which of them are held out."""
    wanted = settings.capacity.contacts_per_week
    share, seed = settings.holdout.share, settings.holdout.seed
    ids = data.customer_ids.to_numpy(dtype=object)
    held_out = np.zeros(0, dtype=bool)
    looked_at = 0
    while looked_at < len(ranked) and looked_at - held_out.sum() < wanted:
        more = int((wanted - looked_at + held_out.sum()) / (1 - share)) + 8
        batch = ranked[looked_at : looked_at + more]
        held_out = np.append(held_out, is_held_out(ids[batch].tolist(), share, seed))
        looked_at += len(batch)
    contacts = np.cumsum(~held_out)
    stop = int(np.searchsorted(contacts, wanted)) + 1 if wanted and len(contacts) else 0
    listed, held_out = ranked[:stop], held_out[:stop]
    budget = settings.capacity.budget_amount
    if budget is not None:
        spent = np.cumsum(np.where(held_out, 0.0, match.cost[match.best[listed]]))
        affordable = spent <= budget + 1e-9
        listed, held_out = listed[affordable], held_out[affordable]
    return listed, held_out


def _table(
    listed: Places,
    held_out: Flags,
    n_added: int,
    match: PlayMatch,
    stakes: Stakes,
    context: PlayContext,
    health: Health,
    settings: AnalysisSettings,
) -> pd.DataFrame:
    """Return the rows of the list, of which the first `n_added` were added by hand."""
    plays = [match.plays[place] for place in match.best[listed]]
    data = context.data
    ids = data.customer_ids[listed].tolist()
    by_hand = np.arange(len(listed)) < n_added
    unknown = np.full(len(listed), np.nan)
    cost = np.where(held_out, 0.0, match.cost[match.best[listed]]) if len(listed) else unknown
    saved = np.where(held_out, 0.0, match.saved[listed])
    values = [match.values[place][who] for place, who in zip(match.best[listed], listed, strict=True)]
    columns: dict[str, Any] = {
        "customer": listed.astype(np.int32),
        "tier": context.segments.value_tier[listed],
        "play": [play.key for play in plays],
        "channel": _channels(plays, listed, held_out, data),
        "handling": [play.handling for play in plays],
        "owner_role": [ROLES[play.role] for play in plays],
        "owner": _owners(plays, held_out, settings.capacity.owners),
        "due": _due(plays, values, held_out, data.as_of, settings.playbook.due_days),
        "value_at_stake": stakes.amount[listed] if stakes.is_money else unknown,
        "cost": cost,
        "expected_saved": saved if stakes.is_money and stakes.is_forecast else unknown,
        "priority": np.arange(1, len(listed) + 1),
        "arm": np.where(held_out, "holdout", np.where(by_hand, "added", "contact")).astype(object),
        "wave": waves(ids, settings.holdout.seed),
        "trigger": [
            ARMS["added"] if by_hand[row] else play.told_of(context, int(who), float(value))
            for row, (play, who, value) in enumerate(zip(plays, listed, values, strict=True))
        ],
        "trigger_value": np.where(by_hand, np.nan, np.array(values, dtype=np.float64)),
        "reasons": reasons_of(listed, context.indicators, health, context.churn),
    }
    return pd.DataFrame({name: _column(columns[name]) for name in COLUMNS})


def _column(cells: Any) -> Any:
    """Return cells as a column; tuples and phrases stay objects."""
    return cells if isinstance(cells, np.ndarray) else np.fromiter(cells, dtype=object, count=len(cells))


def _channels(plays: list[Play], listed: Places, held_out: Flags, data: CustomerData) -> list[str]:
    """Return the channel of each row: the customer's preference for personal contacts, else the play's."""
    preferred: list[Any] = [None] * len(plays)
    if "preferred_channel" in data.customers:
        preferred = data.customers["preferred_channel"].astype(object).iloc[listed].tolist()
    channels = [
        channel_of(wish, play.channel) if play.handling == "personal" else play.channel
        for play, wish in zip(plays, preferred, strict=True)
    ]
    return ["" if out else channel for channel, out in zip(channels, held_out, strict=True)]


def _owners(plays: list[Play], held_out: Flags, owners: tuple[str, ...]) -> list[str]:
    """Return who takes each personal contact, in turn; automated and held-out rows have nobody."""
    result, turn = [], 0
    for play, out in zip(plays, held_out, strict=True):
        if out or not owners or play.handling == "automated":
            result.append("")
        else:
            result.append(owners[turn % len(owners)])
            turn += 1
    return result


def _due(
    plays: list[Play], values: list[float], held_out: Flags, as_of: dt.date | None, due_days: int
) -> list[dt.date | None]:
    if as_of is None:
        return [None] * len(plays)
    return [
        None if out else as_of + dt.timedelta(days=play.days_until_due(float(value), due_days))
        for play, value, out in zip(plays, values, held_out, strict=True)
    ]
