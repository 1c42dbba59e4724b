"""Stay in touch with the pool of lost customers, each once a quarter, by itself."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.events import days_since
from retention_desk.playbook.holdout import chances
from retention_desk.playbook.leavers import left_on
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

CADENCE_DAYS = 90
WEEK_DAYS = 7
WEEKS = CADENCE_DAYS // WEEK_DAYS + 1


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has left and is due this week, with the days since.

    Each comes round once in 90 days: in the week in which another 90 days of silence are full. Where it is
    not known since when, chance (by the ID, the same in every run) says in which of thirteen weeks.
    """
    since = np.full(context.n_customers, np.nan)
    if context.today is not None:
        since = days_since(left_on(context), context.today)
    dated = since >= 0
    due = dated & (np.mod(np.where(dated, since, np.nan), CADENCE_DAYS) < WEEK_DAYS)
    undated = np.flatnonzero(context.gone & ~dated)
    if len(undated) and context.today is not None:
        ids = context.data.customer_ids.to_numpy(dtype=object)[undated].tolist()
        turn = (chances(ids, 0, "lost_pool") * WEEKS).astype(np.int64)
        due[undated] = turn == context.today // WEEK_DAYS % WEEKS
    else:
        due[undated] = True
    return context.gone & due, np.where(dated, since, np.nan)


ENTRY = Play(
    key="lost_pool",
    label=phrase("Lost pool, quarterly note"),
    description=phrase(
        "A quiet note once a quarter: what has changed since they left, and an easy way back."
    ),
    trigger=trigger,
    sentence=phrase("In the pool of lost customers for {value:count} days"),
    sentence_unknown=phrase("In the pool of lost customers"),
    script=phrase(
        "Much has changed since you were last here. If you ever want to look again, this is the way."
    ),
    success=phrase("An order within 90 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.05,
    save_share=0.02,
    strategy="timely_outreach",
    order=240,
    of_lost=True,
    due_days=7,
)
