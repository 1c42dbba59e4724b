"""The action list as rows of a table, grouped by value tier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.customers.customer_rows import band_keys
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.lines import GroupHeader
from retention_desk.foundation.results import ActionPlan, Analysis
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.vocabulary import ARMS, CHANNELS, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n
from retention_desk.reporting.answer_lists import STATUSES

_NO_TIER: Final = phrase("No tier")
_BY_HAND: Final = ARMS["added"]


def tier_places(plan: ActionPlan) -> npt.NDArray[np.intp]:
    """Return the place of each row's header: high, potential, general, then no tier."""
    tiers = plan.table["tier"].to_numpy()
    return np.where(tiers >= 0, tiers, len(VALUE_TIERS)).astype(np.intp)


def action_headers(analysis: Analysis, words: Words) -> list[GroupHeader]:
    """Return the header of every tier: name, customers, value at stake."""
    plan = analysis.plan
    places, stake = tier_places(plan), plan.table["value_at_stake"].to_numpy(dtype=float)
    held = (plan.table["arm"] == "holdout").to_numpy()
    headers = []
    for place, name in enumerate((*VALUE_TIERS.values(), _NO_TIER)):
        mine = places == place
        n = int((mine & ~held).sum())
        total = float(np.nansum(stake[mine & ~held]))
        rest = int(mine.sum())
        headers.append(
            GroupHeader(
                name,
                phrase_n("{n:count} customer", "{n:count} customers", n),
                {
                    "stake": words.money(total, analysis.data.currency),
                    "reason": _handling(plan, mine & ~held),
                },
                more=phrase("{n:count} in this tier", n=rest),
            )
        )
    return headers


def _handling(plan: ActionPlan, rows: npt.NDArray[np.bool_]) -> Phrase:
    """Return how many of some rows are personal and how many automated."""
    personal = int((plan.table["handling"].to_numpy()[rows] == "personal").sum())
    return phrase(
        "{personal:count} personal, {automated:count} automated",
        personal=personal,
        automated=int(rows.sum()) - personal,
    )


def action_table(analysis: Analysis, words: Words) -> tuple[list[ColumnSpec], dict[str, Any]]:
    """Return the columns of the action list and their values."""
    plan, currency = analysis.plan, analysis.data.currency
    table = plan.table
    customer = table["customer"].to_numpy()
    held = (table["arm"] == "holdout").to_numpy()
    specs = [
        ColumnSpec("name", phrase("Customer"), width=144, strong=True),
        ColumnSpec("health", phrase("Health"), "score", 116, band_key="band"),
        ColumnSpec("churn", phrase("Likely to leave"), "share", 100, digits=0),
        ColumnSpec("stake", phrase("Value at stake"), "money", 100, currency=currency),
        ColumnSpec("reason", phrase("Main reason"), width=220, stretch=True),
        ColumnSpec("state", phrase("State"), width=132),
        ColumnSpec("arm", phrase("Arm"), width=88),
        ColumnSpec("channel", phrase("Channel"), width=96),
        ColumnSpec("owner", phrase("Owner"), width=104),
        ColumnSpec("due", phrase("Due"), "date", 92),
    ]
    columns: dict[str, Any] = {
        "name": analysis.data.names[customer],
        "health": analysis.health.score[customer],
        "band": band_keys(analysis.health.band[customer]),
        "churn": analysis.churn.probability[customer],
        "stake": table["value_at_stake"].to_numpy(dtype=float),
        "reason": _reasons(plan, held, moment_plays(analysis.settings.playbook), words),
        "state": _states(plan, words),
        "arm": np.where(held, "", table["arm"].to_numpy(dtype=object)),
        "channel": np.where(held, "", _channels(plan, words)),
        "owner": _owners(plan, held, words),
        "due": np.where(held, np.datetime64("NaT"), table["due"].to_numpy().astype("datetime64[D]")),
    }
    if not plan.table["owner"].astype(bool).any():
        specs = [spec for spec in specs if spec.key != "owner"]
    if not any(columns["state"]):
        specs = [spec for spec in specs if spec.key != "state"]
    if not analysis.settings.experiment.arms:
        specs = [spec for spec in specs if spec.key != "arm"]
    if not np.isfinite(columns["churn"]).any():
        specs = [spec for spec in specs if spec.key != "churn"]
    if not np.isfinite(columns["stake"]).any():
        specs = [spec for spec in specs if spec.key != "stake"]
    return specs, columns


def _channels(plan: ActionPlan, words: Words) -> npt.NDArray[np.object_]:
    names = {key: words(name) for key, name in CHANNELS.items()}
    return np.array([names.get(key, str(key)) for key in plan.table["channel"]], dtype=object)


def moment_plays(settings: PlaybookSettings) -> frozenset[str]:
    """Return the keys of the plays that answer to a moment: there the trigger is the reason."""
    from retention_desk.playbook.plays_of import plays_of

    return frozenset(key for key, play in plays_of(settings).items() if play.is_of_a_moment)


def _reasons(
    plan: ActionPlan, held: npt.NDArray[np.bool_], moments: Collection[str], words: Words
) -> npt.NDArray[np.object_]:
    said: list[str] = []
    holdout = words("Random holdout")
    by_hand = (plan.table["arm"] == "added").tolist()
    columns = (plan.table["reasons"], plan.table["trigger"], held.tolist(), by_hand, plan.table["play"])
    for reasons, trigger, out, added, key in zip(*columns, strict=True):
        if out:
            said.append(holdout)
            continue
        first = trigger if key in moments or not len(reasons) else reasons[0]
        text = words(first) if isinstance(first, Phrase) else str(first)
        if added:
            mark = words(_BY_HAND)
            text = words("{mark}: {reason}", mark=mark, reason=text) if len(reasons) else mark
        said.append(text)
    return np.array(said, dtype=object)


def _owners(plan: ActionPlan, held: npt.NDArray[np.bool_], words: Words) -> npt.NDArray[np.object_]:
    said = []
    nobody = words("not contacted")
    for owner, role, out in zip(plan.table["owner"], plan.table["owner_role"], held.tolist(), strict=True):
        role_said = words(role) if isinstance(role, Phrase) else str(role)
        said.append(nobody if out else owner or role_said)
    return np.array(said, dtype=object)


def _states(plan: ActionPlan, words: Words) -> npt.NDArray[np.object_]:
    """Return what is known of open actions: as filled in, and whether their day is past; else nothing."""
    if "open_since" not in plan.table:
        return np.full(len(plan.table), "", dtype=object)
    said = []
    columns = (plan.table["open_since"], plan.table["status"], plan.table["is_overdue"])
    for since, status, overdue in zip(*columns, strict=True):
        parts = [words(STATUSES.get(status or "to_do", status))] if isinstance(since, dt.date) else []
        said.append(" · ".join([*parts, words("overdue")] if overdue else parts))
    return np.array(said, dtype=object)
