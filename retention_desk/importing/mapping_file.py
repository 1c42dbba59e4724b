"""The mapping file: what the user knows of the sheets and columns, laid over the proposal."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.header_text import header_set, nearest
from retention_desk.importing.propose_mapping import mapping_for_kind, propose_mapping
from retention_desk.importing.settle_columns import settle_columns
from retention_desk.importing.table_layout import with_header_row
from retention_desk.importing.tidy import unknown_header

_TABLE_KEYS: Final[Mapping[str, type | tuple[type, ...]]] = MappingProxyType(
    {
        "file": str, "sheet": str, "kind": str, "header_row": int, "encoding": str, "delimiter": str,
        "decimal": (str, dict), "day_first": (bool, dict), "skip": bool, "columns": dict,
        "headers": list, "features": list, "unused": list, "describes": dict,
    }
)  # fmt: skip


@dataclass(frozen=True)
class TableRule:
    """What is known of the sheets that `file` and `sheet` name (globs); None = to be inferred.

    With `headers`, it speaks only of sheets with these headers, in whatever order and below whatever
    title. Headers in `features` are kept as features of the customer, those in `unused` not at all.
    `day_first` and `decimal` hold for all columns, `day_first_of` and `decimal_of` for single ones.
    """

    file: str = "*"
    sheet: str = "*"
    kind: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    day_first: bool | None = None
    skip: bool = False
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    headers: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    day_first_of: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    decimal_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    describes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def fits(self, file: str, sheet: str) -> bool:
        """Whether the rule speaks of a sheet of this name."""
        return fnmatch(file.lower(), self.file.lower()) and fnmatch(sheet.lower(), self.sheet.lower())

    def knows(self, raw: RawTable) -> bool:
        """Whether the rule was made for a sheet with the very headers of this one."""
        return bool(self.headers) and header_set(_reheaded(self, raw).headers) == header_set(self.headers)

    def can_serve(self, raw: RawTable) -> bool:
        """Whether the rule names no header that the sheet does not have."""
        if not self.headers:
            return True
        return bool(self.columns) and header_set(self.columns.values()) <= header_set(
            _reheaded(self, raw).headers
        )


@dataclass(frozen=True)
class MappingFile:
    """A mapping file: one rule for every sheet (short form) or several (long form), and aliases.

    Parameters
    ----------
    path : Path
        Where it was read from, for errors.
    tables : tuple of TableRule
    aliases : mapping of str to str
        Customer keys that stand for another one.
    name : str
        What a person called it; empty for a file written by hand.
    """

    path: Path
    tables: tuple[TableRule, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""

    def text_options(self, path: Path) -> tuple[str | None, str | None]:
        """Return encoding and delimiter of a file, as far as the rules tell."""
        rules = [rule for rule in self.tables if fnmatch(path.name.lower(), rule.file.lower())]
        encoding = next((rule.encoding for rule in rules if rule.encoding), None)
        return encoding, next((rule.delimiter for rule in rules if rule.delimiter), None)

    def rules_for(self, raw: RawTable) -> tuple[TableRule, ...]:
        """Return the rules that speak of a sheet: those made for its very headers, or all that can serve."""
        named = [rule for rule in self.tables if rule.fits(raw.file, raw.sheet)]
        exact = tuple(rule for rule in named if rule.knows(raw))
        return exact or tuple(rule for rule in named if rule.can_serve(raw))


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


def apply_mapping(
    mapping_file: MappingFile,
    raws: Sequence[RawTable],
    proposals: Sequence[ColumnMapping],
    progress: Progress = SILENT,
) -> tuple[ColumnMapping, ...]:
    """Return the proposals with what the file fixes laid over them.

    Parameters
    ----------
    mapping_file : MappingFile
    raws : sequence of RawTable
    proposals : sequence of ColumnMapping
        One for each raw table.
    progress : Progress

    Raises
    ------
    UserFacingError
        ``unknown_header`` with the nearest headers; ``no_such_table`` when a rule fits no sheet.
    """
    for rule in mapping_file.tables:
        if not any(rule.fits(raw.file, raw.sheet) for raw in raws):
            raise UserFacingError(
                "no_such_table",
                phrase("The mapping speaks of a sheet that is not there"),
                f"{rule.file}, {rule.sheet}",
                phrase("the sheets are: {names}", names="; ".join(f"{r.file}, {r.sheet}" for r in raws[:8])),
            )
    fixed = []
    read = []
    for raw, proposal in zip(raws, proposals, strict=True):
        mapping = proposal
        for rule in mapping_file.rules_for(raw):
            strict = len(raws) == 1 or rule.sheet != "*" or rule.file != "*"
            mapping = _applied(rule, raw, mapping, strict and not rule.headers, progress)
        fixed.append(replace(mapping, aliases=mapping_file.aliases))
        moved = mapping.header_row not in {None, raw.header_row}
        read.append(with_header_row(raw, mapping.header_row or 0) if moved else raw)
    _refuse_unused(mapping_file, raws)
    return settle_columns(read, fixed, progress)


def _refuse_unused(mapping_file: MappingFile, raws: Sequence[RawTable]) -> None:
    """Refuse a rule whose header no sheet that it speaks of has.

    Of rules that know their sheets by the headers, one that serves is enough: not all sheets need be there.
    """
    by_headers = [rule for rule in mapping_file.tables if rule.headers]
    if any(rule.headers for raw in raws for rule in mapping_file.rules_for(raw)):
        by_headers = []
    for rule in (*(rule for rule in mapping_file.tables if not rule.headers), *by_headers):
        fitting = [_reheaded(rule, raw) for raw in raws if rule.fits(raw.file, raw.sheet)]
        for header in rule.columns.values():
            if not any(header in raw.headers for raw in fitting):
                raise unknown_header(header, max(fitting, key=lambda raw: len(raw.cells)))


def _reheaded(rule: TableRule, raw: RawTable) -> RawTable:
    if rule.header_row is None or rule.header_row == raw.header_row:
        return raw
    if rule.headers:
        there = raw.first_row <= rule.header_row < raw.first_row + len(raw.cells)
        wanted = header_set(rule.columns.values()) or header_set(rule.headers)
        if not there or wanted <= header_set(raw.headers):
            return raw
    return with_header_row(raw, rule.header_row)


def _as_spelt(rule: TableRule, raw: RawTable) -> TableRule:
    """Return the rule with each header as the sheet has it."""
    spelt = {form: header for header in raw.headers for form in header_set([header])}

    def own(header: str) -> str:
        return next((spelt[form] for form in header_set([header]) if form in spelt), header)

    return replace(
        rule,
        columns=MappingProxyType({key: own(header) for key, header in rule.columns.items()}),
        day_first_of=MappingProxyType({own(header): value for header, value in rule.day_first_of.items()}),
        decimal_of=MappingProxyType({own(header): value for header, value in rule.decimal_of.items()}),
        describes=MappingProxyType({key: own(header) for key, header in rule.describes.items()}),
        features=tuple(map(own, rule.features)),
        unused=tuple(map(own, rule.unused)),
    )


def _applied(
    rule: TableRule, raw: RawTable, proposal: ColumnMapping, strict: bool, progress: Progress
) -> ColumnMapping:
    """Return the proposal with a rule laid over it; one for all sheets skips those without its headers."""
    raw = _reheaded(rule, raw)
    rule = _as_spelt(rule, raw) if rule.headers else rule
    for header in rule.columns.values():
        if header not in raw.headers:
            if strict:
                raise unknown_header(header, raw)
            return proposal
    mapping = (
        proposal if raw.header_row == proposal.header_row else propose_mapping([raw], progress=progress)[0]
    )
    kind = rule.kind or _kind_for(rule, mapping)
    if kind != mapping.kind and kind in TABLES:
        mapping = mapping_for_kind(raw, kind, progress)
    elif kind == "other":
        mapping = replace(mapping, kind="other")
    columns = {
        key: header for key, header in mapping.columns.items()
        if header not in {*rule.columns.values(), *rule.features, *rule.unused} and key not in rule.columns
    }  # fmt: skip
    allowed = {column.key for column in TABLES[kind].columns} if kind in TABLES else set()
    named = {key: header for key, header in rule.columns.items() if key in allowed}
    columns |= named
    taken = {*columns.values(), *rule.unused}
    features = mapping.features if kind == mapping.kind else ()
    freed = [h for h in raw.headers if h in mapping.columns.values()] if kind == "customers" else []
    kept = {*features, *freed, *rule.features}
    return replace(
        mapping,
        kind=kind,
        header_row=raw.header_row,
        columns=MappingProxyType(columns),
        features=tuple(h for h in raw.headers if h in kept and h not in taken),
        confidence=MappingProxyType(
            {k: 1.0 if k in named else mapping.confidence.get(k, 1.0) for k in columns}
        ),
        reasons=MappingProxyType(
            {k: phrase("Named in the mapping") if k in named else mapping.reasons[k] for k in columns}
        ),
        kind_confidence=1.0 if rule.kind else mapping.kind_confidence,
        day_first=mapping.day_first if rule.day_first is None else rule.day_first,
        decimal=rule.decimal or mapping.decimal,
        skip=rule.skip or (mapping.skip and rule.sheet == "*"),
        day_first_of=rule.day_first_of,
        decimal_of=rule.decimal_of,
        questions=(),
        describes=MappingProxyType(_described(rule, mapping, kind, {*taken, *rule.features})),
    )


def _described(rule: TableRule, mapping: ColumnMapping, kind: str, taken: set[str]) -> dict[str, str]:
    """Return the columns of an event table that tell about its customers."""
    if kind == "customers":
        return {}
    proposed = {key: header for key, header in mapping.describes.items() if header not in taken}
    return {**proposed, **rule.describes}


def _kind_for(rule: TableRule, mapping: ColumnMapping) -> str:
    """Return the kind the named columns fit: the proposed one when it has them all, else the best other."""
    named = set(rule.columns)
    if not named:
        return mapping.kind

    def known(kind: str) -> int:
        return len(named & {column.key for column in TABLES[kind].columns}) if kind in TABLES else -1

    best = max(TABLES, key=known)
    return mapping.kind if known(mapping.kind) >= known(best) else best
