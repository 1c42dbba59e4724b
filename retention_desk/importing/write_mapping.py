"""Mappings written as a mapping file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.saving import saved_whole
from retention_desk.importing.header_text import header_set


def write_mapping_file(path: Path, text: str) -> None:
    """Write the text of a mapping file as a whole or not at all."""
    with saved_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def mapping_text(mappings: Sequence[ColumnMapping]) -> str:
    """Return mappings of these very files as TOML, long form: `mapping_file.read_mapping_file` reads it."""
    blocks = [_block(mapping, _place_lines(mapping)) for mapping in mappings]
    return _joined(blocks, mappings)


def named_mapping_text(name: str, raws: Sequence[RawTable], mappings: Sequence[ColumnMapping]) -> str:
    """Return mappings as TOML under a name, for any file whose sheets have the same headers.

    Parameters
    ----------
    name : str
    raws : sequence of RawTable
    mappings : sequence of ColumnMapping
        One for each raw table. Of sheets with the same headers the first that is used is written, and
        none of those without a table.
    """
    chosen: dict[frozenset[str], tuple[RawTable, ColumnMapping]] = {}
    for raw, mapping in zip(raws, mappings, strict=True):
        known = chosen.get(header_set(raw.headers))
        if raw.header_row is not None and (known is None or (known[1].skip and not mapping.skip)):
            chosen[header_set(raw.headers)] = (raw, mapping)
    blocks = [_block(mapping, _header_lines(raw, mapping)) for raw, mapping in chosen.values()]
    return _joined([f"name = {_quoted(name)}", *blocks], mappings)


def _place_lines(mapping: ColumnMapping) -> Iterator[str]:
    yield f"file = {_quoted(mapping.file)}"
    if mapping.sheet:
        yield f"sheet = {_quoted(mapping.sheet)}"


def _header_lines(raw: RawTable, mapping: ColumnMapping) -> Iterator[str]:
    yield f"headers = {_listed(raw.headers)}"
    used = {*mapping.columns.values(), *mapping.features, *mapping.describes.values()}
    if mapping.features:
        yield f"features = {_listed(mapping.features)}"
    unused = [header for header in raw.headers if header not in used]
    if unused:
        yield f"unused = {_listed(unused)}"


def _block(mapping: ColumnMapping, which: Iterable[str]) -> str:
    lines = ["[[table]]", *which, f"kind = {_quoted(mapping.kind)}"]
    if mapping.header_row is not None:
        lines.append(f"header_row = {mapping.header_row}")
    if mapping.decimal:
        lines.append(f"decimal = {_quoted(mapping.decimal)}")
    if mapping.day_first is not None:
        lines.append(f"day_first = {str(mapping.day_first).lower()}")
    if mapping.skip:
        lines.append("skip = true")
    if mapping.columns:
        lines.append("[table.columns]")
        lines.extend(f"{key} = {_quoted(header)}" for key, header in mapping.columns.items())
    if mapping.describes:
        lines.append("[table.describes]")
        lines.extend(f"{key} = {_quoted(header)}" for key, header in mapping.describes.items())
    if mapping.day_first is None and mapping.day_first_of:
        lines.append("[table.day_first]")
        lines.extend(f"{_quoted(h)} = {str(value).lower()}" for h, value in mapping.day_first_of.items())
    if not mapping.decimal and mapping.decimal_of:
        lines.append("[table.decimal]")
        lines.extend(f"{_quoted(h)} = {_quoted(sign)}" for h, sign in mapping.decimal_of.items())
    return "\n".join(lines)


def _joined(blocks: Sequence[str], mappings: Sequence[ColumnMapping]) -> str:
    aliases = {key: value for mapping in mappings for key, value in mapping.aliases.items()}
    last = ["[aliases]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in aliases.items())]
    return "\n\n".join([*blocks, *(["\n".join(last)] if aliases else [])]) + "\n"


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
