"""Which missing column would add most: what each would unlock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from retention_desk.foundation.columns import TABLES, TableKind
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.feedback_results import DataRequest
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

Sort = Literal["figure", "indicator", "forecast"]


@dataclass(frozen=True)
class Locked:
    """Something the data do not tell yet.

    Attributes
    ----------
    name : Phrase
    sort : {"figure", "indicator", "forecast"}
    needs : tuple of tuple of str
        Alternatives, each a set of ``table.column`` (or ``table``) that together would unlock it.
    """

    name: Phrase
    sort: Sort
    needs: tuple[tuple[str, ...], ...]


def data_requests(
    data: CustomerData, wanted: Iterable[Locked], foreign: Collection[str] = ()
) -> tuple[DataRequest, ...]:
    """Return what is missing, the request that unlocks most first.

    Parameters
    ----------
    data : CustomerData
    wanted : iterable of Locked
        What could be known; what needs nothing that is missing is left out.
    foreign : collection of str
        Tables of another kind of business, which are not asked for.

    Notes
    -----
    A request is a set of columns of one table; what needs columns of two missing tables counts for neither.
    Of requests that unlock as much, that of more figures comes first, then that of fewer columns.
    """
    unlocked: dict[tuple[str, tuple[str, ...]], list[Locked]] = {}
    for item in wanted:
        missing = [_missing(needs, data) for needs in item.needs]
        if any(not one for one in missing):
            continue
        for one in missing:
            tables = {need.partition(".")[0] for need in one}
            if len(tables) == 1 and not tables & set(foreign):
                columns = tuple(sorted(need.partition(".")[2] for need in one if "." in need))
                unlocked.setdefault((tables.pop(), columns or _required(one)), []).append(item)
    requests = [_request(table, columns, items) for (table, columns), items in _joined(unlocked).items()]
    return tuple(sorted(requests, key=_rank))


def foreign_tables(data: CustomerData, business_type: str) -> frozenset[str]:
    """Return the tables of a business that this one is not: who sells by order has no subscriptions to show.

    Where both are there, or neither, or the setting names the kind of business, nothing (else) is foreign.
    """
    ordered, subscribed = "orders" in data.events, "subscriptions" in data.events
    if business_type == "subscription":
        return frozenset() if ordered else frozenset({"orders"})
    if ordered == subscribed:
        return frozenset()
    return frozenset({"subscriptions"} if ordered else {"orders"})


def _rank(request: DataRequest) -> tuple[int, int, int, str]:
    return (-request.gain, -len(request.figures), len(request.columns), request.table)


def _missing(needs: Sequence[str], data: CustomerData) -> list[str]:
    """Return those of the needed columns that are not there, with what their table cannot do without."""
    lacking = []
    for need in needs:
        kind, _, column = need.partition(".")
        listed = data.customers if "customers" in data.kinds else None
        table = listed if kind == "customers" else data.events.get(kind)
        if table is None:
            lacking += [f"{kind}.{name}" for name in _required([kind])]
            if column:
                lacking.append(need)
        elif column and column not in table:
            lacking.append(need)
    return list(dict.fromkeys(lacking))


def _required(needs: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that a table cannot do without."""
    kind = needs[0].partition(".")[0]
    known = TABLES.get(cast("TableKind", kind))
    if known is None:
        return ()
    keys = min(known.required, key=len)
    return tuple(column.key for column in known.columns if column.key in keys)


def _joined(
    unlocked: dict[tuple[str, tuple[str, ...]], list[Locked]],
) -> dict[tuple[str, tuple[str, ...]], list[Locked]]:
    """Return the requests, each with what its part of the columns would unlock already."""
    return {
        (table, columns): [
            item
            for (other, part), items in unlocked.items()
            if other == table and set(part) <= set(columns)
            for item in items
        ]
        for table, columns in unlocked
    }


def _request(table: str, columns: tuple[str, ...], items: list[Locked]) -> DataRequest:
    by_sort: dict[str, tuple[Phrase, ...]] = {
        sort: tuple(dict.fromkeys(item.name for item in items if item.sort == sort))
        for sort in ("figure", "indicator", "forecast")
    }
    known = TABLES[cast("TableKind", table)]
    keys = [name for name in columns if name != "customer_id"] or ["customer_id"]
    asked = _joined_names([column.label for column in known.columns if column.key in keys])
    named = TABLE_KINDS[table]
    said = {"columns": asked, "table": named, "gains": _gains(by_sort)}
    return DataRequest(
        table,
        columns,
        by_sort["figure"],
        by_sort["indicator"],
        by_sort["forecast"],
        phrase("{columns} ({table}) would add {gains}", **said),
        named,
        asked,
    )


def _joined_names(names: Sequence[Phrase]) -> Phrase:
    """Return names of columns in quotation marks: “Opened on” and “Satisfaction”."""
    quoted = [phrase("“{column}”", column=name) for name in names]
    said = quoted[0]
    for place, name in enumerate(quoted[1:], start=2):
        last = place == len(quoted)
        joined = phrase("{first}, {second}", first=said, second=name)
        said = phrase("{first} and {second}", first=said, second=name) if last else joined
    return said


def _gains(by_sort: Mapping[str, tuple[Phrase, ...]]) -> Phrase:
    """Return how much would become known: “4 figures, 1 indicator and a forecast”."""
    figures, indicators = len(by_sort["figure"]), len(by_sort["indicator"])
    parts = []
    if figures:
        parts.append(phrase_n("{n:count} figure", "{n:count} figures", figures))
    if indicators:
        parts.append(phrase_n("{n:count} indicator", "{n:count} indicators", indicators))
    if by_sort["forecast"]:
        parts.append(phrase("a forecast"))
    if len(parts) == 3:
        return phrase("{first}, {second} and {third}", first=parts[0], second=parts[1], third=parts[2])
    if len(parts) == 2:
        return phrase("{first} and {second}", first=parts[0], second=parts[1])
    return parts[0]
