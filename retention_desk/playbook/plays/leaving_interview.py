"""Ask a few of each kind of leaver why they left."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.leaver_groups import LEAVER_GROUPS, NEW_DAYS, leaver_groups
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.events import NEVER
from retention_desk.playbook.holdout import chances
from retention_desk.playbook.leavers import left_on, reason_known, worth_so_far
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

RECENT_DAYS = 180
SAMPLE = 10


def trigger(context: PlayContext) -> Trigger | None:
    """Return up to ten each of new, established and best customers who left, with the group as value.

    Those lost for up to 180 days after they were last there (or at an unknown time), whose reason is not on
    file; drawn by chance, by the ID, so that the same run gives the same sample.
    """
    gone, last, began = context.gone, left_on(context), context.began_on
    if context.today is not None:
        lost_after = _lost_after(context, last)
        gone = gone & ~((last != NEVER) & (context.today - last.astype(np.int64) > lost_after + RECENT_DAYS))
    soon = np.zeros(context.n_customers, dtype=bool)
    if began is not None:
        stayed = last.astype(np.int64) - began
        soon = (last != NEVER) & (began != NEVER) & (stayed >= 0) & (stayed <= NEW_DAYS)
    group = leaver_groups(soon, worth_so_far(context), context.segments.value_tier)
    asked = np.flatnonzero(gone & ~reason_known(context))
    if not len(asked):
        return np.zeros(context.n_customers, dtype=bool), np.full(context.n_customers, np.nan)
    return _drawn(context, asked, group)


def _lost_after(context: PlayContext, last: np.ndarray) -> int:
    """Return the shortest silence among those who count as lost by it; 0 where leaving is dated."""
    told = context.customer_days("churn_date") is not None or "subscriptions" in context.data.events
    lost = context.gone & (last != NEVER)
    if told or not lost.any() or context.today is None:
        return 0
    return int(context.today - last[lost].max())


def _drawn(context: PlayContext, asked: np.ndarray, group: np.ndarray) -> Trigger:
    ids = context.data.customer_ids.to_numpy(dtype=object)[asked].tolist()
    order = np.lexsort((chances(ids, 0, "leaving_interview"), group[asked]))
    sorted_group = group[asked][order]
    start = np.searchsorted(sorted_group, sorted_group)
    chosen = asked[order[np.arange(len(order)) - start < SAMPLE]]
    flags, values = np.zeros(context.n_customers, dtype=bool), np.full(context.n_customers, np.nan)
    flags[chosen] = True
    values[chosen] = group[chosen]
    return flags, values


def tells(_context: PlayContext, _customer: int, value: float) -> Phrase:
    """Return which sample a customer belongs to."""
    return phrase("Sample for interviews: {group}", group=list(LEAVER_GROUPS.values())[int(value)])


ENTRY = Play(
    key="leaving_interview",
    label=phrase("Interview about leaving"),
    description=phrase(
        "Fifteen minutes on what decided it, with nothing to sell; write the reason into the list in "
        "their words."
    ),
    trigger=trigger,
    sentence=phrase("Sample for interviews"),
    script=phrase(
        "You have left us and I do not want to win you back today. I would like to understand: when did you "
        "first think of leaving, and what happened?"
    ),
    success=phrase("A reason on file, in the customer's own words."),
    channel="phone",
    handling="personal",
    role="success",
    cost=8.0,
    save_share=0.02,
    strategy="profile_and_forecast",
    order=235,
    of_lost=True,
    due_days=14,
    tells=tells,
)
