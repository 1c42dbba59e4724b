import json
from pathlib import Path

import pandas as pd
import pytest

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.preset import Preset, apply_preset, presets, recognise_preset


@pytest.mark.parametrize("preset", presets().values(), ids=str)
def test_every_preset_is_complete_and_recognises_itself(preset: Preset) -> None:
    table = TABLES[preset.kind]
    assert set(preset.columns) <= {column.key for column in table.columns}
    assert any(needed <= set(preset.columns) for needed in table.required)
    headers = tuple(dict.fromkeys([*preset.fingerprint, *preset.columns.values()]))
    assert recognise_preset(headers, presets()) is preset
    raw = RawTable(Path("x.csv"), "", pd.DataFrame(), 1, 1, headers)
    mapping = apply_preset(preset, raw)
    assert dict(mapping.columns) == dict(preset.columns)
    assert mapping.preset == preset.key


def test_case_spaces_and_signs_do_not_matter_but_every_header_does() -> None:
    known = presets()
    shopify = [header.lower().replace(" ", "_") for header in known["shopify_orders"].fingerprint]
    assert recognise_preset(shopify, known) is known["shopify_orders"]
    assert recognise_preset(shopify[1:], known) is None


@pytest.mark.parametrize(
    ("export", "key"),
    [("taobao_ExportOrderList", "taobao_orders"), ("jd_orders", "jd_orders"), ("tw_shop_orders", "taiwan_shop_orders"),
     ("shopify_customers", "shopify_customers"), ("stripe_payments_old", "stripe_payments"),
     ("stripe_unified_payments", "stripe_unified_payments"), ("german_invoices", "german_invoices")],
)  # fmt: skip
def test_headers_seen_in_the_wild(shared_data: Path, export: str, key: str) -> None:
    seen = json.loads((shared_data / "exports" / "HEADERS_seen.json").read_text(encoding="utf-8"))
    headers = next(value for name, value in seen.items() if name.startswith(export))
    found = recognise_preset(headers, presets())
    assert found is not None
    assert found.key == key
