"""The command ``inspect``: what each sheet is and how its columns are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Words
from retention_desk.headless.output import inputs_record
from retention_desk.headless.passwords import password_from
from retention_desk.headless.progress_bar import progress_bar
from retention_desk.pipeline import InspectedFiles, import_inspected, inspect_files

SURE_SHARE = 0.6
_RUNS_SHOWN = 12


def load_mapping(path: Path | None) -> Any:
    """Return the mapping file at `path`, or None without one."""
    if path is None:
        return None
    from retention_desk.importing.mapping_file import read_mapping_file

    return read_mapping_file(path)


def inspect(
    files: Sequence[Path],
    mapping: Path | None,
    out: str | None,
    words: Words,
    password_file: Path | None = None,
) -> None:
    """Print (or write as JSON) what each sheet of `files` is: kind, header row, mapping, findings."""
    with progress_bar(words) as progress:
        password = password_from(password_file, words)
        inspected = inspect_files(files, load_mapping(mapping), progress.part(0.0, 0.7), password)
        try:
            data = import_inspected(inspected, progress=progress.part(0.7, 1.0))
        except UserFacingError as error:
            if out is None:
                print_sheets(inspected, words)
            raise error from None
    from retention_desk.importing.audit import audit

    findings = audit(data).findings
    if out is not None:
        write_json(inputs_record(data, words, findings), out)
        return
    print_sheets(inspected, words)
    print_rows(data, words)
    print_findings(findings, words)


def write_json(record: Mapping[str, Any], out: str) -> None:
    """Write a record as JSON to a file, or to the output for ``-``."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    if out == "-":
        sys.stdout.write(text + "\n")
        return
    with saved_whole(Path(out)) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8")


def print_sheets(inspected: InspectedFiles, words: Words) -> None:
    """Print kind, header row and mapping of every sheet."""
    for raw, mapping in zip(inspected.raws, inspected.mappings, strict=True):
        name = f"{raw.file} · {raw.sheet}" if raw.sheet else raw.file
        kind = words(TABLE_KINDS[mapping.kind])
        print(
            words("{name}: {kind}, header in row {row}", name=name, kind=kind, row=str(raw.header_row or "—"))
        )
        if raw.encoding:
            print("  " + words("encoding {encoding}, delimiter {delimiter}",
                               encoding=raw.encoding, delimiter=repr(raw.delimiter)))  # fmt: skip
        for key, header in mapping.columns.items():
            sure = mapping.confidence.get(key, 1.0)
            mark = " ?" if sure < SURE_SHARE else ""
            print(f"  {key:<20} ← {header}  ({words.share(sure, 0)}){mark}")


def _settled_by(item: Finding, words: Words) -> str:
    """Return with which option another choice is made; empty where there is none."""
    ways = [f"--set {item.setting}=…"] if item.setting else []
    if item.mapping_key:
        ways.append(words("{key} in the mapping file", key=item.mapping_key))
    return words("Decided by: {ways}", ways="; ".join(ways)) if ways else ""


def print_rows(data: CustomerData, words: Words) -> None:
    """Print how the rows of each sheet are accounted for."""
    for source in data.sources:
        name = f"{source.file} · {source.sheet}" if source.sheet else source.file
        print(
            words(
                "{name}: {read:count} rows read = {used:count} used + {aside:count} set aside",
                name=name,
                read=source.rows_read,
                used=source.rows_used,
                aside=source.rows_set_aside,
            )
        )


def print_findings(findings: Iterable[Finding], words: Words) -> None:
    """Print each finding with what was done about it."""
    for item in findings:
        print(f"  [{item.code}] {words(item.text)} {words(item.done)}".rstrip())
        settled = _settled_by(item, words)
        if settled:
            print(f"      {settled}")
        for rows in item.touched:
            where = rows.sheet or rows.file
            print("      " + words("{sheet}, rows {rows}", sheet=where, rows=rows.text(_RUNS_SHOWN)))
