"""The contacts of the list as a CSV file that a customer system imports."""

from __future__ import annotations

import csv
import difflib
import re
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.vocabulary import ARMS, BANDS, CHANNELS, HANDLING, VALUE_TIERS, WAVES
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase
from retention_desk.reporting import contacts as folder
from retention_desk.reporting.answer_lists import STATUSES
from retention_desk.reporting.contact_target import DATES, PHONES, ContactTarget
from retention_desk.reporting.hostile_text import escaped

_PHONE: Final = re.compile(r"\+[0-9][0-9 ().\-/]*")


def contact_targets() -> dict[str, ContactTarget]:
    """Return the customer systems by key, in the order of menus."""
    return dict(load_catalogue(folder, ContactTarget))


def target_of(key: str) -> ContactTarget:
    """Return a customer system by its key.

    Raises
    ------
    UserFacingError
        ``unknown_target`` names the nearest one.
    """
    targets = contact_targets()
    if key in targets:
        return targets[key]
    near = difflib.get_close_matches(key, list(targets), n=1, cutoff=0.0)
    raise UserFacingError(
        "unknown_target",
        phrase("Contacts cannot be written for “{key}”.", key=key),
        key,
        phrase("Did you mean “{near}”? There are {all}.", near=near[0], all=", ".join(targets)),
    )


def write_contacts(analysis: Analysis, path: Path, target: ContactTarget, words: Words) -> int:
    """Write everybody who is contacted or gets a message this week; return how many.

    Whoever is held out or waits is not in the file. Text of the user's data is no formula in a spreadsheet
    (`hostile_text`) and is unchanged when read back; telephone numbers that begin with a plus and are
    nothing but a number stay as they are, since systems that import them would keep an apostrophe.
    """
    fields = contact_fields(analysis, words)
    table = pd.DataFrame({header: _cells(fields[key], key, target) for header, key in target.columns})
    with saved_whole(path) as temporary:
        table.to_csv(
            temporary, index=False, encoding=target.encoding, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL
        )
    return len(table)


def _cells(values: list[Any], key: str, target: ContactTarget) -> list[str]:
    if key in DATES:
        return ["" if day is None else day.strftime(target.date_format) for day in values]
    if key in PHONES:
        return [text if _PHONE.fullmatch(text) else escaped(text) for text in values]
    return [escaped(text) for text in values]


def contact_fields(analysis: Analysis, words: Words) -> dict[str, list[Any]]:
    """Return every `Field` of those contacted or written to: the list first, then messages beyond it.

    Texts; days as dates or None; numbers as text with a point, empty where unknown.
    """
    plan, data = analysis.plan, analysis.data
    rows = plan.table[(plan.table["arm"] != "holdout").to_numpy()]
    beyond = np.setdiff1d(plan.who("automated"), rows["customer"].to_numpy())
    who = np.concatenate([rows["customer"].to_numpy(), beyond]).astype(np.intp)
    plays = [*rows["play"], *(plan.play_of(customer) for customer in beyond)]
    n_more = len(beyond)
    names = _texts(data.customers, "name", who)
    ids = [str(key) for key in data.customer_ids[who]]
    first, last = _split(names, ids)
    owners = [*(str(owner) for owner in rows["owner"]), *[""] * n_more]
    scripts = _scripts(analysis, plays, [*rows["arm"], *["contact"] * n_more], words)
    reasons = [*(_reason(cell, words) for cell in rows["reasons"]), *[""] * n_more]
    labels = [words(plan.playbook[key].label) if key in plan.playbook else key for key in plays]
    channels = [*rows["channel"], *(plan.playbook[key].channel for key in plays[len(rows) :])]
    stakes = [*rows["value_at_stake"].tolist(), *[float("nan")] * n_more]
    return {
        "customer_id": ids,
        "name": [name or key for name, key in zip(names, ids, strict=True)],
        "first_name": first,
        "last_name": last,
        "email": _texts(data.customers, "email", who),
        "phone": _texts(data.customers, "phone", who),
        "owner": owners,
        "owner_email": [owner if "@" in owner else "" for owner in owners],
        "play": labels,
        "channel": _said(channels, CHANNELS, words),
        "handling": _said([*rows["handling"], *["automated"] * n_more], HANDLING, words),
        "due": [*rows["due"], *[None] * n_more],
        "status": _said([*(key or "to_do" for key in rows["status"]), *["to_do"] * n_more], STATUSES, words),
        "reason": reasons,
        "script": scripts,
        "description": [_described(*parts) for parts in zip(labels, reasons, scripts, strict=True)],
        "tier": _coded(analysis.segments.value_tier[who], VALUE_TIERS, words),
        "health_band": _coded(analysis.health.band[who], BANDS, words),
        "health_score": _numbers(analysis.health.score[who], 1),
        "churn_probability": _numbers(analysis.churn.probability[who], 4),
        "value_at_stake": _numbers(stakes, 2),
        "arm": _said([*rows["arm"], *["contact"] * n_more], ARMS, words),
        "wave": _said([*rows["wave"], *[""] * n_more], WAVES, words),
        "priority": [*(str(place) for place in rows["priority"]), *[""] * n_more],
    }


def _texts(table: pd.DataFrame, column: str, who: np.ndarray[Any, Any]) -> list[str]:
    if column not in table:
        return [""] * len(who)
    cells = table[column].astype(object).iloc[who]
    return ["" if missing else str(cell) for cell, missing in zip(cells, cells.isna(), strict=True)]


def _split(names: list[str], ids: list[str]) -> tuple[list[str], list[str]]:
    """Return first and last names: parted at the last space, so that both together are the name again."""
    parted = [name.rpartition(" ") for name in names]
    first = [before for before, _, _ in parted]
    last = [after or key for (_, _, after), key in zip(parted, ids, strict=True)]
    return first, last


def _scripts(analysis: Analysis, plays: list[str], arms: list[str], words: Words) -> list[str]:
    """Return the first words of each contact: the arm's, else the play's."""
    of_arm = {arm.name: arm.script for arm in analysis.settings.experiment.arms if arm.script}
    playbook = analysis.plan.playbook
    of_play = {key: words(playbook[key].script) if key in playbook else "" for key in set(plays)}
    return [of_arm.get(arm) or of_play[play] for play, arm in zip(plays, arms, strict=True)]


def _reason(cell: object, words: Words) -> str:
    first = cell[0] if isinstance(cell, tuple) and cell else NOTHING_SAID
    return words(first) if isinstance(first, Phrase) else ""


def _described(play: str, reason: str, script: str) -> str:
    return "\n".join(part for part in (play, reason, script) if part)


def _said(keys: list[str], names: Any, words: Words) -> list[str]:
    known = {key: words(name) for key, name in names.items()}
    return [known.get(key, str(key)) for key in keys]


def _coded(codes: np.ndarray[Any, Any], names: Any, words: Words) -> list[str]:
    said = [*(words(name) for name in names.values()), ""]
    return [said[code] for code in codes]


def _numbers(values: Any, digits: int) -> list[str]:
    return ["" if value != value else f"{value:.{digits}f}" for value in np.asarray(values, dtype=float)]
