"""Catalogue folders: one file, one entry."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar, cast

Entry = TypeVar("Entry")


class CatalogueError(Exception):
    """A catalogue folder breaks its rules; a fault of the program, found at start or in tests."""


def load_catalogue(package: ModuleType, kind: type[Entry]) -> MappingProxyType[str, Entry]:
    """Return the entries of a catalogue folder by key, in their display order.

    Parameters
    ----------
    package : module
        The folder's package. Each module in it that does not start with an underscore
        holds one object ``ENTRY`` of type `kind`.
    kind : type
        What each entry has to be; it has a ``key`` and may have an ``order`` (int).

    Returns
    -------
    mapping of str to entry
        Ordered by ``order``, then key.

    Raises
    ------
    CatalogueError
        The folder is empty, an entry is missing or of a wrong type, or its key is not
        the name of its file.
    """
    return cast("MappingProxyType[str, Entry]", _load(package, cast(Any, kind)))


@cache
def _load(package: ModuleType, kind: type[Any]) -> MappingProxyType[str, Any]:
    entries: list[Any] = []
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        entry = getattr(module, "ENTRY", None)
        if not isinstance(entry, kind):
            raise CatalogueError(f"{module.__name__}: ENTRY is no {kind.__name__}")
        if entry.key != info.name:
            raise CatalogueError(f"{module.__name__}: key {entry.key!r} differs from the file's name")
        entries.append(entry)
    if not entries:
        raise CatalogueError(f"{package.__name__}: empty catalogue folder")
    entries.sort(key=lambda entry: (getattr(entry, "order", 0), entry.key))
    return MappingProxyType({entry.key: entry for entry in entries})
