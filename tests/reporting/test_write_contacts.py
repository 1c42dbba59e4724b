"""Contacts for customer systems: their own headers, nobody held out, no formulas, unchanged when read back."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
from msgspec import structs

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.foundation.settings_sections import ExperimentArm, ExperimentSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.pipeline import import_files
from retention_desk.reporting.hostile_text import escaped
from retention_desk.reporting.write_contacts import contact_fields, contact_targets, target_of, write_contacts
from tests.reporting.named import named

SYSTEMS = ("hubspot", "salesforce", "zoho", "jiandaoyun")


@pytest.fixture(scope="module")
def analysis(shop):
    return named(shop.analysis)


def written(analysis, key, folder, language="en"):
    path = folder / f"{key}-{language}.csv"
    n = write_contacts(analysis, path, target_of(key), Words(language))
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert len(rows) == n
    return path, rows


def test_the_systems_there_are():
    assert tuple(contact_targets()) == SYSTEMS
    with pytest.raises(UserFacingError) as refused:
        target_of("hubspt")
    assert refused.value.code == "unknown_target"
    assert "“hubspot”" in str(refused.value)


@pytest.mark.parametrize("key", SYSTEMS)
def test_everybody_contacted_or_written_to_is_in_it_once(analysis, key, tmp_path):
    _, rows = written(analysis, key, tmp_path)
    fates = analysis.plan.fates()
    assert len(rows) == fates["contact"] + fates["automated"]
    header = "客户编号" if key == "jiandaoyun" else "Customer ID"
    held = analysis.plan.table.loc[analysis.plan.table["arm"] == "holdout", "customer"]
    ids = {row[header] for row in rows}
    assert len(ids) == len(rows)
    assert not ids & {escaped(str(analysis.data.customer_ids[who])) for who in held}


@pytest.mark.parametrize(
    ("key", "own"),
    [
        ("hubspot", ["Email", "First name", "Last name", "Phone number", "Contact owner"]),
        (
            "salesforce",
            ["Contact Full Name", "Email", "Business Phone", "Record Owner", "Contact Description"],
        ),
        ("zoho", ["First Name", "Last Name", "Email", "Phone", "Contact Owner", "Description"]),
        ("jiandaoyun", ["客户编号", "客户名称", "联系电话", "邮箱", "跟进人"]),
    ],
)
def test_the_headers_the_system_knows_come_first(key, own):
    assert list(target_of(key).headers[: len(own)]) == own


@pytest.mark.parametrize("key", SYSTEMS)
def test_no_cell_begins_a_formula_and_all_is_read_back(analysis, key, tmp_path):
    _, rows = written(analysis, key, tmp_path)
    fields = contact_fields(analysis, Words("en"))
    for header, field in target_of(key).columns:
        for row, value in zip(rows, fields[field], strict=True):
            cell = row[header]
            given = "" if value is None else value if isinstance(value, str) else value.strftime("%Y-%m-%d")
            assert cell.removeprefix("'") == given or cell == given
            assert not cell.startswith(("=", "@", "-", "\t")), (header, cell)
            if cell.startswith("+"):
                assert field == "phone"
                assert not set(cell) - set("+0123456789 ().-/")


def test_our_own_import_reads_it_unchanged(analysis, tmp_path):
    path, _ = written(analysis, "jiandaoyun", tmp_path)
    data = import_files([path])
    fields = contact_fields(analysis, Words("en"))
    assert sorted(data.customer_ids) == sorted(fields["customer_id"])
    names = dict(zip(fields["customer_id"], fields["name"], strict=True))
    assert data.customers["name"].to_dict() == names


def test_names_are_parted_so_that_they_join_again(analysis):
    fields = contact_fields(analysis, Words("en"))
    for first, last, name in zip(fields["first_name"], fields["last_name"], fields["name"], strict=True):
        assert f"{first} {last}".strip() == name.strip()
        assert last


def test_owners_by_address_only_where_it_is_one(analysis):
    fields = contact_fields(analysis, Words("en"))
    assert set(fields["owner_email"]) == {"", "tom@example.org"}
    assert {"Ines", "=Bo", "李, 承翰"} <= set(fields["owner"])


def test_an_arm_has_its_own_script(analysis):
    arms = ExperimentSettings(arms=(ExperimentArm(name="A", script="Say A"), ExperimentArm(name="B")))
    table = analysis.plan.table
    table = table.assign(arm=np.where(table["arm"] == "holdout", "holdout", "A"))
    changed = replace(
        analysis,
        plan=replace(analysis.plan, table=table),
        settings=structs.replace(analysis.settings, experiment=arms),
    )
    fields = contact_fields(changed, Words("en"))
    on_list = sum(table["arm"] == "A")
    assert set(fields["script"][:on_list]) == {"Say A"}
    assert set(fields["arm"][:on_list]) == {"A"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_follow_the_language(analysis, language):
    fields = contact_fields(analysis, Words(language))
    assert set(fields["status"]) == {Words(language)("○ To do")}
    assert all("{" not in text for key in ("play", "script", "reason", "description") for text in fields[key])


def test_messages_beyond_the_list_are_in_it(analysis):
    fate = analysis.plan.fate.copy()
    waiting = np.flatnonzero(fate != FATE_CODES["contact"])
    listed = set(analysis.plan.table["customer"])
    someone = next(int(who) for who in waiting if int(who) not in listed)
    fate[someone] = FATE_CODES["automated"]
    automated = next(
        place for place, play in enumerate(analysis.plan.playbook.values()) if play.handling == "automated"
    )
    plays = analysis.plan.fate_play.copy()
    plays[someone] = automated
    fields = contact_fields(
        replace(analysis, plan=replace(analysis.plan, fate=fate, fate_play=plays)), Words("en")
    )
    row = fields["customer_id"].index(str(analysis.data.customer_ids[someone]))
    assert fields["handling"][row] == "Automated"
    assert fields["due"][row] is None
    assert fields["script"][row]
