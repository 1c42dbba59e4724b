"""Whom to contact this week: plays matched, valued, and cut to what the team can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.plan_results import FATE_CODES, ActionPlan, OpenActions, PlannedPlay
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import ChurnForecast, Health, Indicators, LifetimeValue, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.strategy_results import NextProducts
from retention_desk.foundation.wording import Phrase, phrase, phrase_n
from retention_desk.playbook.budget import budget_warnings, weekly_budget, yearly_revenue
from retention_desk.playbook.by_hand import added_customers, with_added
from retention_desk.playbook.choose_contacts import Chosen, Limits, choose_contacts
from retention_desk.playbook.earlier_actions import EarlierActions, earlier_actions
from retention_desk.playbook.experiment_arms import NO_ARM, DrawnBefore, arm_names, assign_arms, drawn_before
from retention_desk.playbook.holdout import Draws, held_out
from retention_desk.playbook.list_power import earlier_draws, experiment_power, holdout_power, leaving_of
from retention_desk.playbook.match_plays import (
    PlayMatch,
    check_play_keys,
    match_bands,
    match_plays,
    with_plays,
)
from retention_desk.playbook.plan_table import COLUMNS, NOT_OPEN, Rows, plan_table
from retention_desk.playbook.play_context import PlayContext
from retention_desk.playbook.play_waves import WaveRecord, play_waves, released_to, wave_records
from retention_desk.playbook.reach import reach_curve
from retention_desk.playbook.stakes import Stakes, stakes_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "PlanBasis", "plan_actions", "prepare_plan"]

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

PLANNING: Final = phrase("Planning contacts")


@dataclass(frozen=True, eq=False)
class PlanBasis:
    """What the plan does not take from the health scores, nor from capacity, budget and holdout."""

    context: PlayContext
    stakes: Stakes
    match: PlayMatch
    earlier: EarlierActions
    draws: Draws
    drawn: DrawnBefore
    earlier_draws: tuple[int, int]
    wave_records: dict[str, WaveRecord]
    yearly_revenue: float | None


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
    history: ActionHistory | None = None,
    draws: Draws | None = None,
) -> PlanBasis:
    """Return what stays the same while weights, capacity and budget are dragged.

    Reads ``playbook``, ``experiment`` and ``holdout.seed``. `health` is read only where its bands stand in
    for a forecast (`needs_health`). Plays that name bands are matched by `plan_actions`.
    """
    draws = Draws(data.customer_ids, settings.holdout.seed) if draws is None else draws
    context = PlayContext(data, book, indicators, segments, churn, next_products, settings.playbook.holidays)
    stakes = stakes_of(churn, value, health, context.gone)
    earlier = earlier_actions(data, no_history() if history is None else history, settings.playbook)
    check_play_keys(settings)
    records = wave_records(earlier.rows, settings.playbook)
    released = released_to(settings.playbook, records, draws)
    return PlanBasis(
        context=context,
        stakes=stakes,
        match=match_plays(context, stakes, settings.playbook, released),
        earlier=earlier,
        draws=draws,
        drawn=drawn_before(earlier.rows, data.n_customers, settings.experiment),
        earlier_draws=earlier_draws(earlier.rows),
        wave_records=records,
        yearly_revenue=yearly_revenue(data, book),
    )


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
    history: ActionHistory | None = None,
) -> ActionPlan:
    """Return this week's contacts, best first, what happens to everybody else, and what could be learnt.

    `basis` is what `prepare_plan` gives for them; by default it is prepared here.

    Notes
    -----
    Each customer's main play is the one with the best stake × save share − cost, stake = churn probability
    × lifetime value. Open actions of earlier lists and customers added by hand (``playbook.added``) come
    first. Then personal contacts are taken by what they save (ties by customer ID) until capacity or budget
    are used up, and where capacity is left automated ones (`choose_contacts`). Who was contacted by hand not
    long ago is not contacted again. A customer whose chance (`holdout.chances`) falls under the holdout
    share of the tier is listed but not contacted, and takes no capacity. Customers added by hand take none
    either, and as nobody drew them by chance they are an arm of their own; open actions take it.
    """
    if basis is None:
        basis = prepare_plan(
            data, book, indicators, segments, churn, value, settings, health, history=history
        )
    stakes, context = basis.stakes, basis.context
    match = match_bands(basis.match, health, stakes)
    progress.step(0.3, PLANNING)
    match, first = _first_rows(match, basis, settings)
    budget = weekly_budget(settings.capacity, basis.yearly_revenue)
    chosen = choose_contacts(
        match,
        held_out(basis.draws.holdout, segments.value_tier, settings.holdout),
        basis.earlier.cooling,
        first.customer,
        _limits(first, match, basis, settings, budget),
    )
    progress.step(0.6, PLANNING)
    match, rows, chosen = _all_rows(first, match, chosen, basis, settings, budget)
    table = plan_table(rows, match, stakes, context, health, settings)
    return _concluded(table, rows, match, chosen, basis, settings, budget)


def _first_rows(match: PlayMatch, basis: PlanBasis, settings: AnalysisSettings) -> tuple[PlayMatch, Rows]:
    """Return the open actions, the longest due first, and those added by hand, the most saved first."""
    data, open_rows = basis.context.data, basis.earlier.open_rows
    match = with_plays(match, open_rows["play"].tolist(), settings.playbook, data.currency)
    added = added_customers(data, settings.playbook.added)
    added = added[~np.isin(added, open_rows["place"].to_numpy())]
    match = with_added(match, added, data, basis.stakes, settings.playbook)
    added = added[np.lexsort((added, -match.saved[added]))]
    position = {play.key: place for place, play in enumerate(match.plays)}
    of_open = [position[key] for key in open_rows["play"]]
    n_open = len(open_rows)
    arm = open_rows["arm"].where(open_rows["arm"] != "", "contact")
    rows = Rows(
        customer=np.concatenate([added, open_rows["place"].to_numpy(dtype=np.intp)]),
        play=np.concatenate([match.best[added], np.array(of_open, dtype=np.int64)]).astype(np.intp),
        arm=np.array([*["added"] * len(added), *arm.tolist(), None], dtype=object)[:-1],
        open_at=np.concatenate([np.full(len(added), NOT_OPEN), np.arange(n_open)]).astype(np.intp),
        open_rows=open_rows,
    )
    return match, rows


def _limits(
    first: Rows, match: PlayMatch, basis: PlanBasis, settings: AnalysisSettings, budget: float | None
) -> Limits:
    """Return the contacts and the money that those listed first leave."""
    free = settings.capacity.total_per_week - int(first.is_open.sum())
    if budget is None:
        return Limits(free, None)
    return Limits(free, budget - _cost_of(first, match))


def _cost_of(rows: Rows, match: PlayMatch) -> float:
    cost = np.where(rows.held, 0.0, match.cost[rows.play])
    known = rows.earlier("cost").astype(np.float64)
    cost[rows.is_open] = np.where(np.isnan(known), cost[rows.is_open], known)
    return float(cost.sum())


def _all_rows(
    first: Rows,
    match: PlayMatch,
    chosen: Chosen,
    basis: PlanBasis,
    settings: AnalysisSettings,
    budget: float | None,
) -> tuple[PlayMatch, Rows, Chosen]:
    """Return all rows of the list with their arms; the match has the plays of the arms too."""
    experiment, data = settings.experiment, basis.context.data
    listed, play = chosen.listed, match.best[chosen.listed].astype(np.intp)
    arm = np.where(chosen.held, "holdout", "contact").astype(object)
    if experiment.arms:
        match = with_plays(
            match, [a.play for a in experiment.arms if a.play], settings.playbook, data.currency
        )
        arm, play = _drawn(listed, chosen.held, play, match, basis, settings)
        if budget is not None:  # the plays of the arms may cost more than those they stand in for
            left = budget - _cost_of(first, match)
            keep = np.cumsum(np.where(chosen.held, 0.0, match.cost[play])) <= left + 1e-9
            chosen = _cut(chosen, keep)
            listed, arm, play = listed[keep], arm[keep], play[keep]
    rows = Rows(
        customer=np.concatenate([first.customer, listed]),
        play=np.concatenate([first.play, play]),
        arm=np.concatenate([first.arm, arm]),
        open_at=np.concatenate([first.open_at, np.full(len(listed), NOT_OPEN)]),
        open_rows=first.open_rows,
    )
    fate, fate_play = chosen.fate.copy(), chosen.fate_play.copy()
    mine = ~rows.held
    personal = match.is_personal[rows.play[mine]] | rows.is_open[mine]
    fate[rows.customer[mine]] = np.where(personal, FATE_CODES["contact"], FATE_CODES["automated"])
    fate_play[rows.customer] = rows.play
    return match, rows, replace(chosen, fate=fate, fate_play=fate_play)


def _cut(chosen: Chosen, keep: npt.NDArray[np.bool_]) -> Chosen:
    fate = chosen.fate.copy()
    fate[chosen.listed[~keep]] = FATE_CODES["waiting_budget"]
    return replace(chosen, listed=chosen.listed[keep], held=chosen.held[keep], fate=fate)


def _drawn(
    listed: Places,
    held: npt.NDArray[np.bool_],
    play: Places,
    match: PlayMatch,
    basis: PlanBasis,
    settings: AnalysisSettings,
) -> tuple[npt.NDArray[np.object_], Places]:
    """Return arm and play of the new rows under the experiment."""
    experiment = settings.experiment
    keys = np.array([p.key for p in match.plays], dtype=object)
    inside = ~held
    if experiment.plays:
        inside &= np.isin(keys[play], list(experiment.plays))
    tiers = basis.context.segments.value_tier[listed]
    codes = np.full(len(listed), NO_ARM, dtype=np.int8)
    codes[inside] = assign_arms(listed[inside], tiers[inside], basis.drawn, settings.holdout.seed)
    arm = arm_names(codes, [a.name for a in experiment.arms], "contact")
    arm[held] = "holdout"
    position = {key: place for place, key in enumerate(keys)}
    other = np.array([*(position[a.play] if a.play else NO_ARM for a in experiment.arms), NO_ARM])[codes]
    return arm, np.where(other != NO_ARM, other, play).astype(np.intp)


def _concluded(
    table: pd.DataFrame,
    rows: Rows,
    match: PlayMatch,
    chosen: Chosen,
    basis: PlanBasis,
    settings: AnalysisSettings,
    budget: float | None,
) -> ActionPlan:
    """Return the plan of a table: sums, warnings, and what it could show."""
    stakes, earlier = basis.stakes, basis.earlier
    everyone, contacted = np.zeros((2, len(stakes.amount)), dtype=bool)
    everyone[chosen.ranked] = everyone[rows.customer] = True
    contacted[rows.customer[~rows.held]] = True
    total, reached = float(stakes.amount[everyone].sum()), float(stakes.amount[contacted].sum())
    cost = float(table["cost"].sum())
    opened = OpenActions(
        int(rows.is_open.sum()), int(table["is_overdue"].sum()), earlier.lapsed, earlier.unknown
    )
    money = basis.context.data.currency
    at_stake = reached if stakes.is_money else None
    used = set(rows.play.tolist())
    contacts = settings.capacity.total_per_week
    return ActionPlan(
        table=table,
        candidates=int(match.fitting.sum()),
        reach=reach_curve(stakes.amount[chosen.ranked], contacts),
        reach_share=reached / total if total > 0 else 0.0,
        expected_saved=_total(table["expected_saved"], stakes),
        cost=cost,
        contacts_per_week=contacts,
        plays={play.key: play.label for place, play in enumerate(match.plays) if place in used},
        note=stakes.note,
        fate=chosen.fate,
        fate_play=chosen.fate_play,
        playbook=_playbook(match),
        automated_cost=chosen.automated_cost,
        budget_amount=budget,
        warnings=(
            *budget_warnings(settings.capacity, budget, cost + chosen.automated_cost, at_stake, money),
            *_open_warnings(opened),
        ),
        open_actions=opened,
        waves=play_waves(
            match, table.loc[~rows.held, "play"].tolist(), basis.wave_records, settings.playbook
        ),
        **_powers(rows, match, basis, settings),
    )


def _playbook(match: PlayMatch) -> dict[str, PlannedPlay]:
    return {
        play.key: PlannedPlay(play.label, play.script, play.channel, play.handling, float(cost))
        for play, cost in zip(match.plays, match.cost, strict=True)
    }


def _powers(rows: Rows, match: PlayMatch, basis: PlanBasis, settings: AnalysisSettings) -> dict[str, Any]:
    """Return what the holdout and the experiment could show: those drawn on this list, and before."""
    new = ~rows.is_open & ~rows.added
    contacted, held = new & ~rows.held, new & rows.held
    leaving = leaving_of(basis.context.churn, rows.customer[contacted], match.share[rows.play[contacted]])
    arms = []
    before = basis.drawn.counts.sum(axis=0)
    for place, arm in enumerate(settings.experiment.arms):
        mine = rows.customer[contacted & (rows.arm == arm.name)]
        first_time = int((basis.drawn.arm[mine] == NO_ARM).sum())
        arms.append((arm.name, first_time, int(before[place])))
    n_held = int(held.sum())
    share = max([settings.holdout.share, *settings.holdout.shares.values()])
    return {
        "holdout": holdout_power(int(contacted.sum()), n_held, basis.earlier_draws, leaving, share),
        "experiment": experiment_power(arms, n_held + basis.earlier_draws[1], leaving),
    }


def _total(saved: pd.Series[float], stakes: Stakes) -> float:
    """Return the sum; unknown where no row can be known, 0 of an empty list."""
    return float(saved.sum(skipna=False)) if len(saved) else 0.0


def _open_warnings(found: OpenActions) -> tuple[Phrase, ...]:
    """Return what has to be known about the open actions of earlier lists."""
    said = []
    if found.overdue:
        said.append(
            phrase_n(
                "{n:count} open action of earlier lists is overdue.",
                "{n:count} open actions of earlier lists are overdue.",
                found.overdue,
            )
        )
    if found.unknown:
        said.append(
            phrase_n(
                "{n:count} open action is of a customer who is not in the data any more.",
                "{n:count} open actions are of customers who are not in the data any more.",
                found.unknown,
            )
        )
    return tuple(said)
