"""The expectations: one entry for every public file, figures from other programs only.

An entry of the TOML files beside this one says:

``refused``
    Codes one of which the file is to be refused with, while reading or while importing; ``"no customers"``
    and ``"no table"`` stand for those of `REFUSALS`. With figures beside it: refused, or else read so.
``sheets``
    Per sheet: ``kind`` (or several that are as good; ``other`` = not used), ``header_row`` as Excel numbers
    it, ``rows`` below it that hold anything, ``used``, ``set_aside`` by code, ``columns``, ``hidden``,
    ``headers``, ``text_lengths``; ``encoding`` and ``delimiter`` (UTF-8 and a comma for text files when nothing is said).
``customers``, ``orders``, ``amount``, ``absolute_amount``, ``purchase_amount``, ``mrr``, ``mrr_running``, ``score``, ``churned``, ``first``, ``last``
    Figures over the rows used: distinct customers and orders, the sum of amounts (returns negative; all
    positive; purchases only), first and last event.
``findings``
    Codes that have to be among the findings.
"""

from __future__ import annotations

import codecs
import tomllib
from pathlib import Path
from typing import Any

from .observe import Seen, SeenSheet, is_same

HERE = Path(__file__).parent
FOLDERS = ("orders", "chinese", "exports", "subscription", "surveys", "btyd", "churn", "messy")
FIGURES = (
    "customers", "orders", "amount", "absolute_amount", "purchase_amount", "mrr", "mrr_running", "score",
    "churned", "first", "last",
)  # fmt: skip
NO_CUSTOMERS = frozenset({"no_customer_column", "no_usable_table"})
REFUSALS = {"no customers": NO_CUSTOMERS, "no table": NO_CUSTOMERS | {"no_table", "empty_file", "no_rows"}}
TEXTS = (".csv", ".tsv", ".txt")
Entry = dict[str, Any]


def load(*names: str) -> dict[str, Entry]:
    """Return the entries of the TOML files named."""
    entries: dict[str, Entry] = {}
    for name in names:
        found = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
        assert not set(found) & set(entries)
        entries |= found
    return entries


def differences(entry: Entry, seen: Seen, file: str = "") -> list[str]:
    """Return in words how what was seen differs from what has to be."""
    said = [*seen.complaints]
    allowed = entry.get("refused", ())
    allowed = REFUSALS[allowed] if isinstance(allowed, str) else allowed
    for expected in entry.get("sheets", ()):
        said += _sheet_differences(expected, seen, file)
    if seen.refused is not None:
        if seen.refused not in allowed:
            said.append(f"refused with {seen.refused}, expected {sorted(allowed) or 'to be read'}")
        return said
    figures = {name: entry[name] for name in FIGURES if name in entry}
    if not figures:
        said.append(f"read, expected to be refused with {sorted(allowed)}: {_made_of(seen)}")
    for name, expected in figures.items():
        if not is_same(expected, seen.figures.get(name)):
            said.append(f"{name} {seen.figures.get(name)}, expected {expected}")
    missing = set(entry.get("findings", ())) - seen.findings
    if missing:
        said.append(f"no finding {sorted(missing)}")
    if "unsure_encoding" in entry and not any(sheet.unsure_encoding for sheet in seen.sheets):
        said.append("the encoding is a guess that is not said to be one")
    return said


def _made_of(seen: Seen) -> str:
    return ", ".join(
        f"{s.sheet or 'text'} as {s.kind} by {s.columns}" for s in seen.sheets if s.kind != "other"
    )


def _sheet_differences(expected: Entry, seen: Seen, file: str) -> list[str]:
    name = expected.get("sheet", "")
    found = [sheet for sheet in seen.sheets if sheet.sheet == name]
    if not found:
        return [] if seen.refused else [f"no sheet {name!r}"]
    sheet = found[0]
    said = []
    for key in ("header_row", "rows", "hidden"):
        if key in expected and getattr(sheet, key) != expected[key]:
            said.append(f"{key} {getattr(sheet, key)}, expected {expected[key]}")
    if "headers" in expected and [text.strip() for text in sheet.headers] != expected["headers"]:
        said.append(f"headers {sheet.headers}, expected {expected['headers']}")
    if "text_lengths" in expected and list(sheet.text_lengths) != expected["text_lengths"]:
        said.append(f"texts of {sheet.text_lengths} characters, expected {expected['text_lengths']}")
    if file.endswith(TEXTS):
        said += _text_differences(expected, sheet)
    kinds = expected.get("kind", sheet.kind)
    if sheet.kind not in ([kinds] if isinstance(kinds, str) else kinds):
        said.append(f"kind {sheet.kind} by {sheet.columns}, expected {kinds}")
    if not seen.refused or sheet.kind != "other":
        for key, header in expected.get("columns", {}).items():
            if sheet.columns.get(key) != header:
                said.append(f"{key} is {sheet.columns.get(key)!r}, expected {header!r}")
    if not seen.refused:
        for key in ("used", "set_aside"):
            if key in expected and getattr(sheet, key) != expected[key]:
                said.append(f"{key} {getattr(sheet, key)} {sheet.set_aside}, expected {expected[key]}")
    return [f"{name or 'text'}: {text}" for text in said]


def _text_differences(expected: Entry, sheet: SeenSheet) -> list[str]:
    said = []
    encodings = expected.get("encoding", ["utf-8", "ascii", "utf-8-sig"])
    if encodings != "any" and _codec(sheet.encoding) not in {_codec(name) for name in encodings}:
        said.append(f"encoding {sheet.encoding}, expected {encodings}")
    delimiters = expected.get("delimiter", [","])
    if delimiters != "any" and sheet.delimiter not in delimiters and len(sheet.headers) > 1:
        said.append(f"delimiter {sheet.delimiter!r}, expected {delimiters}")
    return said


def _codec(name: str | None) -> str:
    return codecs.lookup(name).name if name else ""
