"""What a mapping file says of sheets and their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType

from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.header_text import header_set
from retention_desk.importing.table_layout import with_header_row


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
        return bool(self.headers) and header_set(reheaded(self, raw).headers) == header_set(self.headers)

    def can_serve(self, raw: RawTable) -> bool:
        """Whether the rule names no header that the sheet does not have."""
        if not self.headers:
            return True
        return bool(self.columns) and header_set(self.columns.values()) <= header_set(
            reheaded(self, raw).headers
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


def reheaded(rule: TableRule, raw: RawTable) -> RawTable:
    """Return the sheet with the header row that a rule names, where it has the headers there."""
    if rule.header_row is None or rule.header_row == raw.header_row:
        return raw
    if rule.headers:
        there = raw.first_row <= rule.header_row < raw.first_row + len(raw.cells)
        wanted = header_set(rule.columns.values()) or header_set(rule.headers)
        if not there or wanted <= header_set(raw.headers):
            return raw
    return with_header_row(raw, rule.header_row)
