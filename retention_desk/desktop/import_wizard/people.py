"""One person under several IDs: what is suggested, what was put together, what is kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retention_desk.foundation.dataset import CustomerData

if TYPE_CHECKING:
    from retention_desk.importing.same_person import SamePerson

Aliases = Mapping[str, str]
"""An ID and the ID it stands for; one that stands for itself is told to be a person of its own."""


@dataclass(frozen=True)
class Person:
    """A person with the ID that stays and the others."""

    stays: str
    others: tuple[str, ...]


def open_suggestions(people: Iterable[SamePerson], aliases: Aliases) -> tuple[SamePerson, ...]:
    """Return the suggestions about which nobody has decided yet."""
    return tuple(group for group in people if not all(key in aliases for key in group.ids[1:]))


def put_together(aliases: Aliases, ids: Iterable[str]) -> dict[str, str]:
    """Return the aliases with all `ids`, and whoever counts as one of them, as the first of them."""
    chosen = list(ids)
    stays = chosen[0]
    ends = {aliases.get(key, key) for key in chosen}
    group = {*chosen, *ends, *(key for key, to in aliases.items() if to in ends)} - {stays}
    rest = {key: to for key, to in aliases.items() if key not in group and key != stays}
    return {**rest, **dict.fromkeys(sorted(group), stays)}


def keep_apart(aliases: Aliases, ids: Iterable[str]) -> dict[str, str]:
    """Return the aliases with all `ids` but the first told to be persons of their own."""
    _first, *others = ids
    return {**aliases, **{key: key for key in others}}


def take_apart(aliases: Aliases, key: str) -> dict[str, str]:
    """Return the aliases without the one of `key`: it is a person of its own again, and may be suggested."""
    return {other: to for other, to in aliases.items() if other != key}


def persons(aliases: Aliases) -> tuple[Person, ...]:
    """Return the persons that were put together, sorted by the ID that stays."""
    groups: dict[str, list[str]] = {}
    for key, to in aliases.items():
        if key != to:
            groups.setdefault(to, []).append(key)
    return tuple(Person(stays, tuple(sorted(groups[stays]))) for stays in sorted(groups))


def kept_apart(aliases: Aliases) -> tuple[str, ...]:
    """Return the IDs that are told to be persons of their own, sorted."""
    return tuple(sorted(key for key, to in aliases.items() if key == to))


class CustomerNames:
    """Customers by ID and name, to be called and found by either."""

    def __init__(self, data: CustomerData | None) -> None:
        ids = data.customer_ids.to_numpy(dtype=object) if data is not None else np.zeros(0, dtype=object)
        names = data.names if data is not None else ids
        self._ids: list[str] = [str(key) for key in ids]
        self._names = dict(zip(self._ids, (str(name) for name in names), strict=True))
        self._lower: list[str] = []

    def called(self, key: str) -> str:
        """Return what a customer is called: the ID, and the name where there is one."""
        name = self._names.get(key, key)
        return key if name == key else f"{key} · {name}"

    def found(self, text: str, most: int) -> list[str]:
        """Return the IDs of customers whose ID or name holds `text`, those that begin with it first."""
        wanted = text.strip().casefold()
        if not wanted:
            return []
        if not self._lower:
            self._lower = [self.called(key).casefold() for key in self._ids]
        hits = [key for key, said in zip(self._ids, self._lower, strict=True) if wanted in said]
        return sorted(hits, key=lambda key: not key.casefold().startswith(wanted))[:most]
