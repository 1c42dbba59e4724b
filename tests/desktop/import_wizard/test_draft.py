"""What a draft's mappings give: the data, or the error that stands in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from retention_desk import pipeline
from retention_desk.desktop.import_wizard.draft import Draft, worked_out
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS


def draft_of(path: Path) -> Draft:
    rows = "".join(f"A{i % 5},2024-0{1 + i % 9}-0{1 + i % 7},{i}\n" for i in range(40))
    path.write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    return Draft((path,), pipeline.inspect_files([path]), DEFAULTS)


def test_a_good_draft_has_data_keys_and_pauses(tmp_path):
    worked = worked_out(draft_of(tmp_path / "a.csv"), SILENT)
    assert worked.error is None
    assert worked.data.n_customers == 5
    assert [key.header for key in worked.keys if key.chosen] == ["customer id"]
    assert worked.pauses.n > 0


def test_a_draft_without_a_usable_sheet_says_why(tmp_path):
    draft = draft_of(tmp_path / "a.csv")
    left_out = tuple(replace(mapping, skip=True) for mapping in draft.mappings)
    worked = worked_out(replace(draft, inspected=replace(draft.inspected, mappings=left_out)), SILENT)
    assert worked.data is None
    assert worked.error.code == "no_usable_table"
    assert worked.pauses is None
