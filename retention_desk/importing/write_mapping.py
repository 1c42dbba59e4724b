"""Mappings written as a mapping file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retention_desk.foundation.dataset import ColumnMapping
from retention_desk.foundation.saving import saved_whole


def write_mapping_file(path: Path, mappings: Sequence[ColumnMapping]) -> None:
    """Write mappings in the long form, so that `mapping_file.read_mapping_file` gives them back; atomic."""
    with saved_whole(path) as temporary:
        temporary.write_text(mapping_text(mappings), encoding="utf-8")


def mapping_text(mappings: Sequence[ColumnMapping]) -> str:
    """Return mappings as TOML, long form."""
    blocks = []
    aliases: dict[str, str] = {}
    for mapping in mappings:
        lines = ["[[table]]", f"file = {_quoted(mapping.file)}"]
        if mapping.sheet:
            lines.append(f"sheet = {_quoted(mapping.sheet)}")
        lines.append(f"kind = {_quoted(mapping.kind)}")
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
        blocks.append("\n".join(lines))
        aliases |= mapping.aliases
    if aliases:
        blocks.append("\n".join(["[aliases]", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in aliases.items())]))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
