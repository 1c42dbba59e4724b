"""The part of the imported data that an analysis looks at."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Money, phrase, phrase_n
from retention_desk.importing.check import event_rows
from retention_desk.importing.merge_customers import merge_customers


def scope(data: CustomerData, settings: AnalysisSettings) -> CustomerData:
    """Return the data as of the day set, repeats and returns counted as set.

    Parameters
    ----------
    data : CustomerData
        As imported.
    settings : AnalysisSettings
        ``general.aliases`` (IDs of one person are one customer; an ID that stands
        for itself is a person of its own), ``general.as_of`` (later rows are
        kept in the file and not used), ``orders.duplicates`` (``drop_exact``: exact repeats inside a sheet
        count for nothing) and ``orders.returns`` (``ignore``: returns count for nothing).

    Notes
    -----
    Rows taken out by a setting stay used rows of their source: they were read and understood, and come
    back when the setting does. Each choice leaves a finding with its rows and amount.
    """
    aliases = settings.general.aliases
    data = merge_customers(data, aliases)
    apart = frozenset(key for key, end in aliases.items() if key == end)
    if apart:
        data = replace(data, kept_apart=apart)
    day = settings.general.as_of
    if day is not None and data.as_of is not None and day < data.as_of:
        data = replace(data.until(day), findings=(*data.findings, *_after(data, day)))
    elif day is not None and day != data.as_of:
        data = data.until(day)
    if "orders" not in data.events:
        return data
    if settings.orders.duplicates == "drop_exact":
        data = _without_lines(data, "is_repeat", "repeats_dropped")
    if settings.orders.returns == "ignore":
        data = _without_lines(data, "is_return", "returns_ignored")
    return data


def _after(data: CustomerData, day: dt.date) -> list[Finding]:
    limit = np.datetime64(day, "s")
    found = []
    for kind, table in data.events.items():
        late = (table[EVENT_DATES[kind]] > limit).to_numpy()
        if late.any():
            text = phrase_n(
                "{n:count} row is dated after {day:date}.",
                "{n:count} rows are dated after {day:date}.",
                n=int(late.sum()),
                day=day,
            )
            done = phrase(
                "Kept in the file and not used: an analysis as of a day never sees what came later."
            )
            found.append(
                Finding(
                    "after_as_of",
                    "note",
                    int(late.sum()),
                    text,
                    done,
                    touched=event_rows(data, kind, late),
                    setting="general.as_of",
                )
            )
    return found


def _without_lines(data: CustomerData, column: str, mark: str) -> CustomerData:
    """Return the data without the order lines marked in `column`, with a finding about them."""
    orders = data.events["orders"]
    gone = orders[column].to_numpy()
    if not gone.any():
        return data
    amount = float(orders["amount"].to_numpy()[gone].sum())
    if column == "is_repeat":
        text = phrase_n(
            "{n:count} order line repeats another line of its sheet exactly.",
            "{n:count} order lines repeat another line of their sheet exactly.",
            n=int(gone.sum()),
        )
        setting = "orders.duplicates"
    else:
        text = phrase_n(
            "{n:count} order line is a return.", "{n:count} order lines are returns.", n=int(gone.sum())
        )
        setting = "orders.returns"
    done = phrase("Not counted, as set ({amount}).", amount=Money(amount, data.currency))
    finding = Finding(
        mark, "note", int(gone.sum()), text, done, amount=amount, setting=setting,
        touched=event_rows(data, "orders", gone),
    )  # fmt: skip
    kept = orders[~gone].reset_index(drop=True)
    return replace(
        data,
        events=MappingProxyType({**data.events, "orders": kept}),
        findings=(*data.findings, finding),
        fingerprint=f"{data.fingerprint}-{column}",
    )
