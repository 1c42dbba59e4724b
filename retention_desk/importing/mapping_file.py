"""A mapping file, read and checked: what the user knows of the sheets and columns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from retention_desk.importing.header_text import nearest
from retention_desk.importing.mapping_rules import MappingFile, TableRule

_TABLE_KEYS: Final[Mapping[str, type | tuple[type, ...]]] = MappingProxyType(
    {
        "file": str, "sheet": str, "kind": str, "header_row": int, "encoding": str, "delimiter": str,
        "decimal": (str, dict), "day_first": (bool, dict), "skip": bool, "columns": dict,
        "headers": list, "features": list, "unused": list, "describes": dict,
    }
)  # fmt: skip


def read_mapping_file(path: Path) -> MappingFile:
    """Return the mapping in a TOML file, short or long form.

    Raises
    ------
    UserFacingError
        ``mapping_not_found``, ``bad_mapping`` (no TOML, an unknown key, a value of a wrong type).
    """
    try:
        with path.open("rb") as stream:
            content = tomllib.load(stream)
    except FileNotFoundError as error:
        raise UserFacingError(
            "mapping_not_found", phrase("The mapping file does not exist"), str(path),
            phrase("check the name and the folder"),
        ) from error  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(path, phrase("The mapping file is no TOML ({why})", why=str(error))) from error
    return mapping_of(content, path)


def mapping_of(content: Mapping[str, Any], path: Path) -> MappingFile:
    """Return a mapping from the content of a TOML file.

    Raises
    ------
    UserFacingError
        ``bad_mapping``.
    """
    for key in content:
        if key not in {"columns", "table", "aliases", "name"}:
            raise _unknown_key(path, key, ("columns", "table", "aliases", "name"))
    rules = []
    if "columns" in content:
        rules.append(TableRule(columns=_columns(content["columns"], path)))
    listed = content.get("table", [])
    if not isinstance(listed, list):
        raise _bad(path, phrase("“{key}” has to be written as [[table]]", key="table"))
    rules.extend(_rule(table, path) for table in listed)
    aliases = content.get("aliases", {})
    if not isinstance(aliases, dict) or not all(isinstance(value, str) for value in aliases.values()):
        raise _bad(path, phrase("[aliases] has to map one customer key to another, both as text"))
    name = content.get("name", "")
    if not isinstance(name, str):
        raise _bad(path, phrase("“{key}” has a value of the wrong type", key="name"))
    return MappingFile(path, tuple(rules), MappingProxyType(dict(aliases)), name)


def _rule(table: Mapping[str, Any], path: Path) -> TableRule:
    for key, value in table.items():
        if key not in _TABLE_KEYS:
            raise _unknown_key(path, key, tuple(_TABLE_KEYS))
        kind = _TABLE_KEYS[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _bad(path, phrase("“{key}” has a value of the wrong type", key=key))
    if "kind" in table and table["kind"] not in {*TABLES, "other"}:
        raise _unknown_key(path, str(table["kind"]), (*TABLES, "other"))
    values = {**table, "columns": _columns(table.get("columns", {}), path)}
    for key, kind in (("day_first", bool), ("decimal", str)):
        single = values.pop(key) if isinstance(table.get(key), dict) else {}
        if not all(isinstance(value, kind) for value in single.values()):
            raise _bad(path, phrase("“{key}” has a value of the wrong type", key=key))
        values[f"{key}_of"] = MappingProxyType(dict(single))
    if not {*values["decimal_of"].values(), values.get("decimal", ".")} <= {".", ","}:
        raise _bad(path, phrase("“{key}” has to be “.” or “,”", key="decimal"))
    values["describes"] = _columns(table.get("describes", {}), path, key="describes")
    for key in ("headers", "features", "unused"):
        values[key] = tuple(table.get(key, ()))
        if not all(isinstance(header, str) for header in values[key]):
            raise _bad(path, phrase("“{key}” has a value of the wrong type", key=key))
    return TableRule(**values)


def _columns(columns: Any, path: Path, key: str = "columns") -> Mapping[str, str]:
    tables = [TABLES["customers"]] if key == "describes" else list(TABLES.values())
    known = {column.key for table in tables for column in table.columns}
    if not isinstance(columns, dict):
        raise _bad(path, phrase("“{key}” has a value of the wrong type", key=key))
    for key, header in columns.items():
        if key not in known:
            raise _unknown_key(path, key, tuple(sorted(known)))
        if not isinstance(header, str):
            raise _bad(path, phrase("“{key}” has a value of the wrong type", key=key))
    return MappingProxyType(dict(columns))


def _bad(path: Path, what: Any) -> UserFacingError:
    return UserFacingError(
        "bad_mapping", what, str(path), phrase("compare it with the example in the manual")
    )


def _unknown_key(path: Path, key: str, allowed: Sequence[str]) -> UserFacingError:
    close = nearest(key, allowed) or list(allowed)
    return UserFacingError(
        "bad_mapping", phrase("The mapping does not know “{key}”", key=key), str(path),
        phrase("did you mean {names}?", names=", ".join(close)),
    )  # fmt: skip
