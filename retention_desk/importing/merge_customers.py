"""Customers who are one person under several IDs, put together; nothing of their rows is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.join_tables import order_numbers


def merge_customers(data: CustomerData, aliases: Mapping[str, str]) -> CustomerData:
    """Return the data with the customers named in `aliases` put together.

    Parameters
    ----------
    data : CustomerData
    aliases : mapping of str to str
        An ID and the ID it stands for. Chains are followed to their end; of a ring its first ID in
        alphabetical order stays. IDs that nobody has are left out.

    Returns
    -------
    CustomerData
        The same object when no alias concerns it. Events keep all their rows. Of a customer table, the
        row of the ID that stays counts first; what it leaves unknown is taken from the others.
    """
    into = _ends(aliases)
    ids = data.customer_ids
    known = {alias: end for alias, end in into.items() if alias in ids}
    if not known:
        return data
    named = pd.Index(ids.to_series().map(lambda key: known.get(key, key)).to_numpy(dtype=object), dtype="str")
    customer_ids = pd.Index(sorted(set(named)), dtype="str", name=ids.name)
    position = customer_ids.get_indexer(named).astype(np.int32)
    stays = np.asarray(named == ids)
    events = {kind: _events(kind, table, position) for kind, table in data.events.items()}
    n = len(ids) - len(customer_ids)
    return replace(
        data,
        customer_ids=customer_ids,
        customers=_rows(data.customers, customer_ids, position, stays),
        features=_rows(data.features, customer_ids, position, stays),
        customer_rows=None
        if data.customer_rows is None
        else _rows(data.customer_rows, customer_ids, position, stays),
        events=MappingProxyType(events),
        findings=(*data.findings, _finding(len(known), n)),
        fingerprint=f"{data.fingerprint}-{_digest(known)}",
    )


def _ends(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the last ID of the chain that begins at each alias; of a ring its first in order."""
    ends: dict[str, str] = {}
    for alias in aliases:
        chain = [alias]
        while chain[-1] in aliases and aliases[chain[-1]] not in chain:
            chain.append(aliases[chain[-1]])
        following = aliases.get(chain[-1])
        end = chain[-1] if following is None else min(chain[chain.index(following) :])
        if end != alias:
            ends[alias] = end
    return ends


def _events(kind: str, table: pd.DataFrame, position: npt.NDArray[np.int32]) -> pd.DataFrame:
    """Return the event rows under their new customers, in the order every event table has."""
    table = table.assign(customer=position[table["customer"].to_numpy()])
    day = table[EVENT_DATES[kind]].to_numpy().astype("datetime64[s]").astype(np.int64) // 86400
    order = np.lexsort((table["source_row"], table["source"], day, table["customer"]))
    table = table.take(order).reset_index(drop=True)
    if kind == "orders":
        table["order"] = order_numbers(table, day[order])
    return table


def _rows(
    frame: pd.DataFrame,
    customer_ids: pd.Index[Any],
    position: npt.NDArray[np.int32],
    stays: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    """Return one row per customer: the first value known, the row of the ID that stays before the others."""
    if not len(frame.columns):
        return pd.DataFrame(index=customer_ids)
    order = np.lexsort((~stays, position))
    sorted_rows, codes = frame.iloc[order], position[order]
    shared = np.bincount(codes, minlength=len(customer_ids))[codes] > 1
    alone = sorted_rows[~shared].set_axis(codes[~shared])
    first = sorted_rows[shared].groupby(codes[shared], observed=True).first()
    parts = [first, alone] if len(alone) else [first]
    joined = {name: pd.concat([part[name] for part in parts]) for name in frame.columns}
    whole = pd.DataFrame(joined).reindex(range(len(customer_ids)))
    return whole.astype(frame.dtypes.to_dict()).set_axis(customer_ids)


def _finding(aliases: int, n: int) -> Finding:
    return Finding(
        "aliases_merged", "note", 0,
        phrase_n(
            "{n:count} customer ID was put together with another.",
            "{n:count} customer IDs were put together with others.",
            n=aliases,
        ),
        phrase("Their rows count for one customer each; {n:count} customers fewer.", n=n),
        setting="general.aliases",
    )  # fmt: skip


def _digest(known: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join(f"{k}\t{v}" for k, v in sorted(known.items())).encode()).hexdigest()[:12]
