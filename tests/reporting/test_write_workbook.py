"""The action workbook: its sheets, safe text, whole files, and formulas that agree with the tool."""

import json
import zipfile

import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.pipeline import write_workbook
from retention_desk.reporting.write_workbook import list_id
from tests.reporting.conftest import HOSTILE
from tests.reporting.sheet_reading import rows_of, values_of


def test_the_sheets_are_there_in_order_and_in_the_language(shop):
    english = shop.books["en"].sheetnames
    assert english[:3] == ["About", "Summary", "Actions"]
    assert {"Customers", "Settings", "Retention", "Audit", "Lists", "_rd"} <= set(english)
    assert shop.books["zh_TW"].sheetnames[2] == "行動"
    assert shop.books["en"]["Lists"].sheet_state == "hidden"
    assert shop.books["en"]["_rd"].sheet_state == "veryHidden"


def test_hostile_text_stays_text_and_ids_keep_every_digit(shop):
    sheet = shop.books["en"]["Customers"]
    ids = values_of(sheet, "customer")
    assert ids == shop.analysis.data.customer_ids.tolist()
    known = {text.strip() for text in HOSTILE}
    assert known <= set(ids)
    place = dict(zip(ids, rows_of(sheet), strict=True))
    for text in known:
        cell = sheet.cell(place[text], 1)
        assert cell.data_type == "s"
        assert cell.hyperlink is None


def test_no_macro_no_external_link_no_user_link(shop):
    with zipfile.ZipFile(shop.paths["en"]) as archive:
        names = archive.namelist()
        assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
        relations = "".join(archive.read(name).decode() for name in names if name.endswith(".rels"))
    assert 'TargetMode="External"' not in relations


def test_the_list_is_the_plan_and_each_tier_has_its_sheet(shop):
    plan = shop.analysis.plan.table
    sheet = shop.books["en"]["Actions"]
    assert values_of(sheet, "row_key") == (plan["customer"] + 1).tolist()
    words = Words("en")
    listed = 0
    for code, label in enumerate(VALUE_TIERS.values()):
        wanted = int((plan["tier"] == code).sum())
        if wanted:
            listed += len(rows_of(shop.books["en"][words(label)]))
    assert listed == len(plan)


def test_lists_are_real_tables_with_drop_downs_and_frozen_headers(shop):
    sheet = shop.books["en"]["Actions"]
    assert list(sheet.tables) == ["actions"]
    assert sheet.freeze_panes == "B6"
    sources = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert {"list_status", "list_outcome", "list_reasons"} <= sources
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$5:$5"


def test_the_holdout_is_written_out_and_has_no_play(shop):
    plan = shop.analysis.plan.table
    held = (plan["arm"] == "holdout").tolist()
    assert any(held)
    sheet = shop.books["en"]["Actions"]
    for out, arm, play, due in zip(
        held, values_of(sheet, "arm"), values_of(sheet, "play"), values_of(sheet, "due"), strict=True
    ):
        assert (arm == "Holdout") == out
        assert (play == "None: holdout") == out
        assert (due is None) == out


def test_settings_inside_reproduce_the_analysis(shop):
    sheet = shop.books["en"]["_rd"]
    rows = {sheet.cell(row, 1).value: sheet.cell(row, 3).value for row in (1, 2)}
    assert AnalysisSettings.from_toml(json.loads(rows["settings"])) == shop.analysis.settings
    assert json.loads(rows["list"])["list_id"] == list_id(shop.analysis)


def test_the_baseline_names_every_row_of_the_list(shop):
    sheet = shop.books["en"]["_rd"]
    records = [json.loads(sheet.cell(row, 3).value) for row in range(3, sheet.max_row + 1)]
    assert [record["key"] for record in records] == (shop.analysis.plan.table["customer"] + 1).tolist()
    assert len({sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)}) == len(records)


def test_a_cancelled_export_leaves_no_file_and_keeps_the_old_one(shop, tmp_path):
    path = tmp_path / "list.xlsx"
    steps = []

    def stop(done, _doing):
        steps.append(done)
        if len(steps) > 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(shop.analysis, path, Words("en"), Progress(stop))
    assert list(tmp_path.iterdir()) == []


def test_the_same_analysis_gives_the_same_bytes(shop, tmp_path):
    path = tmp_path / shop.paths["en"].name
    write_workbook(shop.analysis, path, Words("en"))
    assert path.read_bytes() == shop.paths["en"].read_bytes()
