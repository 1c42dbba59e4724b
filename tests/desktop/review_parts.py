"""Merges and reviews made by hand: what the review page shows."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pandas as pd

from retention_desk.desktop.review_page.state import ReviewState
from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.lift_results import LearnedSave
from retention_desk.foundation.merge_results import (
    CellKey,
    CellNotRead,
    CellsThatHold,
    Conflict,
    KeptReturn,
    ManualAction,
    Merge,
    NotMerged,
    RemovedRow,
)
from retention_desk.foundation.outcome_results import OutcomeGrid, OwnerActions, RowOutcomes
from retention_desk.foundation.project_results import Decision, ReturnedEdit, Snapshot
from retention_desk.foundation.review_results import MissedLeavers, Review
from retention_desk.foundation.wording import phrase
from tests.charts import review_answers
from tests.desktop.factory import make_analysis

NINE = dt.datetime(2024, 5, 1, 9, tzinfo=dt.UTC)
TEN = dt.datetime(2024, 5, 2, 10, tzinfo=dt.UTC)
THEN = dt.date(2011, 11, 9)


def edit(customer, column, value, who="Anna", at=NINE, before=None):
    file = f"actions {who}.xlsx"
    return ReturnedEdit("list-1", customer, column, before, value, who, file, who, at, "Actions", 6)


def conflict(customer="12003", column="outcome", one="won_back", other="no_answer"):
    sides = (edit(customer, column, one, "Anna", TEN), edit(customer, column, other, "Ben", NINE))
    return Conflict(CellKey("list-1", customer, column), None, sides)


def kept_return(who="Anna", n=2, at=NINE):
    edits = tuple(edit(str(12_000 + place), "status", "done", who, at) for place in range(n))
    return KeptReturn(
        "list-1", f"actions {who}.xlsx", who, who, "properties", at, n, frozenset({"12009"}),
        frozenset({"status"}), edits, (ManualAction("list-1", "new", {"note": "met"}, who, "f", who, at),),
    )  # fmt: skip


def merge(**changes):
    anna, ben = kept_return("Anna"), kept_return("Ben", 1, TEN)
    refused = UserFacingError(
        "another_project", phrase("It is of another project."), "old.xlsx", phrase("Open that project.")
    )
    made = Merge(
        returns=(anna, ben),
        known=("again.xlsx",),
        taken=(*anna.edits, *ben.edits),
        conflicts=(conflict(), conflict("12004", "note", "called", "wrote"), conflict("12005")),
        removed=(RemovedRow("list-1", "12009", "Anna", anna.file),),
        manual=anna.manual,
        not_read={anna.file: (CellNotRead("12001", "status", "dome", "Actions", 7, "done"),)},
        findings=(Finding("older", "note", 0, phrase("An older list."), phrase("Merged there."), ben.file),),
        not_merged=(NotMerged("old.xlsx", refused),),
    )
    return replace(made, **changes)


def holding():
    edits = {CellKey(e.list_id, e.customer_id, e.column): e for e in kept_return("Anna").edits}
    return CellsThatHold(edits, (conflict(),), superseded=(edit("12000", "status", "skipped", "Ben"),))


def snapshot(day=THEN):
    return Snapshot(1, day, day, NINE, "Anna", "1.0", "f", 600, "GBP", ("orders.xlsx",))


def owners():
    anna = OwnerActions("Anna", 40, 30, 4, 2, 1, 3, 1, 5, dt.date(2011, 12, 1))
    nobody = OwnerActions("", 10, 0, 0, 0, 0, 10, 2, 0, None)
    return (anna, nobody), OwnerActions("", 50, 30, 4, 2, 1, 13, 3, 5, dt.date(2011, 12, 1))


def history(n=4):
    rows = pd.DataFrame({name: pd.Series(index=range(n), dtype="object") for name in HISTORY_COLUMNS})
    return ActionHistory(
        rows.assign(list_id="list-1", play="win_back", arm="contact", tier=np.zeros(n, dtype=np.int8))
    )


def missed(n=5):
    why = ["looked_healthy", "listed", "looked_healthy", "below_capacity", "no_score"][:n]
    table = pd.DataFrame(
        {
            "customer": np.arange(n), "customer_id": [str(12_000 + k) for k in range(n)],
            "tier": np.zeros(n, dtype=np.int8), "stage": np.ones(n, dtype=np.int8),
            "band": np.zeros(n, dtype=np.int8), "score": np.linspace(20, 80, n),
            "probability": np.full(n, math.nan), "value": np.linspace(500, 100, n),
            "silent_days": np.full(n, 100.0), "why": why, "said": [phrase("Why {n}", n=k) for k in range(n)],
        }
    )  # fmt: skip
    counts = tuple((key, why.count(key)) for key in dict.fromkeys(why))
    return MissedLeavers(phrase("Left = lost now."), table, counts, float(table["value"].sum()))


def learned():
    return (
        LearnedSave("win_back", phrase("Win back"), 0.2, 0.31, 0.12, 0.5, 0.27, 160, True, phrase("Enough.")),
        LearnedSave(
            "referral", phrase("Referral"), 0.1, math.nan, math.nan, math.nan, 0.1, 3, False, phrase("Few.")
        ),
    )


def grid():
    return OutcomeGrid(
        "tier", ("win_back", "referral"), (phrase("Win back"), phrase("Referral")),
        ("high", "potential", "general"), (phrase("High value"), phrase("Potential"), phrase("General")),
        np.array([[40, 22, 0], [4, 0, 0]]), np.array([[30, 11, 0], [2, 0, 0]]),
        np.array([[0.71, 0.55, 0.6], [0.58, 0.6, 0.6]]), 20.0,
    )  # fmt: skip


def make_review(**changes):
    by_owner, actions = owners()
    groups = review_answers.outcome_groups_answer()
    rows = RowOutcomes(
        "orders", phrase("Kept = ordered."), 30, np.ones(4, dtype=np.int8), np.full(4, math.nan),
        np.arange(4), np.ones(4, dtype=bool),
    )  # fmt: skip
    made = Review(
        day=dt.date(2011, 12, 9), earlier=snapshot(), currency="GBP",
        migrations=(
            review_answers.tiers(600), review_answers.stages(600),
            review_answers.moved("health_band", {"risk": phrase("At risk"), "healthy": phrase("Healthy")},
                                 phrase("Health band"), False, 600),
        ),
        moves=review_answers.score_moves(), owners=by_owner, actions=actions, lists=2,
        first_list=THEN, last_list=dt.date(2011, 12, 1),
        outcomes=(groups.outcomes, replace(groups.outcomes, by="tier", label=phrase("Value tier"))),
        grids=(grid(),), rows=rows, lifts=review_answers.lifts(), returns=review_answers.play_returns(),
        missed=missed(), learned=learned(),
        decisions=(Decision(1, NINE, "Anna", "win_back", "fix", "cheaper channel"),),
        caveats=(phrase("A caveat."),),
    )  # fmt: skip
    return replace(made, **changes)


def state(analysis=None, **changes):
    """Return a state of the page with everything there."""
    known = ReviewState(analysis or make_analysis(), True, make_review(), history(), True)
    return replace(known, **changes)
