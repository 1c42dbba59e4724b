import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.resources import sample_folder
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

from .conftest import ORDERS, imported

CELL = st.sampled_from(
    ["", "C1", "C2", "c3", "2024-01-05", "05/02/2024", "soon", "5", "-3", "1,200", "n/a", "total", "  "]
)


def _assert_accounted(data: CustomerData) -> None:
    for i, source in enumerate(data.sources):
        assert source.rows_read == source.rows_used + source.rows_set_aside
        assert source.rows_set_aside == (data.set_aside["source"] == i).sum()
    used = sum(len(table) for table in data.events.values())
    listed = sum(source.rows_used for source in data.sources if source.kind == "customers")
    assert used + listed == sum(source.rows_used for source in data.sources)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=12))
@example(rows=[("", "total", ""), ("", "2024-01-05", "")])
def test_every_row_is_used_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "orders.csv"
    lines = [
        "customer id,order date,amount",
        "C9,2024-01-01,5",
        *(",".join(f'"{c}"' for c in row) for row in rows),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    raws = read_export(path)
    mapping = replace(
        propose_mapping(raws)[0], kind="orders",
        columns=MappingProxyType({"customer_id": "customer id", "ordered_on": "order date", "amount": "amount"}),
    )  # fmt: skip
    data = tidy(raws, [mapping])
    _assert_accounted(data)
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert data.sources[0].rows_read == 1 + filled


def test_a_canonical_table_comes_back_as_it_was(text_file: Callable[..., Path], tmp_path: Path) -> None:
    first = imported(text_file(ORDERS))
    written = first.events["orders"].assign(
        customer_id=first.customer_ids.take(first.events["orders"]["customer"]).to_numpy()
    )[["order_id", "customer_id", "ordered_on", "product", "quantity", "unit_price", "amount"]]
    path = tmp_path / "again.csv"
    written.to_csv(path, index=False)
    second = imported(path)
    assert second.customer_ids.tolist() == first.customer_ids.tolist()
    columns = [
        "customer",
        "ordered_on",
        "order",
        "amount",
        "quantity",
        "unit_price",
        "is_purchase",
        "is_return",
    ]
    pd.testing.assert_frame_equal(first.events["orders"][columns], second.events["orders"][columns])


def test_the_online_retail_book(shared_data: Path) -> None:
    data = imported(shared_data / "orders" / "online_retail_2010_2011.xlsx")
    source = data.sources[0]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (541_909, 406_829, 135_080)
    assert set(data.set_aside["code"]) == {"missing_customer_id"}
    assert data.n_customers == 4372
    orders = data.events["orders"]
    assert int((orders["quantity"] > 0).sum()) == 397_924
    assert int(orders["is_purchase"].sum()) == 397_884
    assert orders["amount"][orders["is_purchase"]].sum() == pytest.approx(8_911_407.904)
    assert int(orders["is_repeat"].sum()) == 5_225
    assert orders["order"].nunique() == 22_190
    assert str(data.as_of) == "2011-12-09"
    assert orders["source_row"].max() <= 541_910


def test_the_taobao_book(shared_data: Path) -> None:
    data = imported(shared_data / "chinese" / "taobao_rfm_orders.xlsx")
    orders = data.events["orders"]
    assert (data.n_customers, len(orders), int(orders["is_return"].sum())) == (25_949, 28_833, 1_040)
    assert int(orders["is_repeat"].sum()) == 6


@pytest.mark.parametrize(
    ("file", "customers", "leavers"),
    [("telco_ibm_7043.csv", 7043, 1869), ("telco_ibm_extended_7043.xlsx", 7043, 1869), ("ecommerce_5630.xlsx", 5630, 948),
     ("bank_modelling_10000.csv", 10_000, 2037)],
)  # fmt: skip
def test_labelled_customer_tables(shared_data: Path, file: str, customers: int, leavers: int) -> None:
    data = imported(shared_data / "churn" / file)
    assert data.n_customers == customers
    assert int(data.customers["churned"].sum()) == leavers
    assert data.as_of is None


def test_blank_total_charges_are_unknown_not_nothing(shared_data: Path) -> None:
    features = imported(shared_data / "churn" / "telco_ibm_7043.csv").features
    assert features["TotalCharges"].dtype == np.float64
    assert int(features["TotalCharges"].isna().sum()) == 11
    assert features["SeniorCitizen"].dtype == np.float64
    assert str(features["Partner"].dtype) == "boolean"


def test_a_row_with_shifted_fields_is_set_aside(shared_data: Path) -> None:
    data = imported(shared_data / "exports" / "wave_customers_export_ragged.csv")
    assert data.set_aside[["source_row", "code"]].to_numpy().tolist() == [[4, "ragged_row"]]
    assert data.n_customers == 4


def test_monthly_sheets_are_stacked(shared_data: Path) -> None:
    data = imported(shared_data / "chinese" / "superstore_zh_monthly_sheets.xlsx")
    whole = imported(shared_data / "chinese" / "tableau_superstore_zh.xls")
    assert len(data.sources) == 12
    year = whole.events["orders"][whole.events["orders"]["ordered_on"].dt.year == 2017]
    assert data.events["orders"]["amount"].sum() == pytest.approx(year["amount"].sum())


def test_the_shopify_demo(shared_data: Path) -> None:
    data = imported(shared_data / "exports" / "shopify_orders_export_demo.csv")
    _assert_accounted(data)
    raw = pd.read_csv(shared_data / "exports" / "shopify_orders_export_demo.csv", dtype=str)
    mail = raw.groupby("Name")["Email"].transform("first")
    assert data.sources[0].rows_used == int(mail.notna().sum())
    paid = (raw["Lineitem quantity"].astype(float) * raw["Lineitem price"].astype(float))[mail.notna()]
    assert data.events["orders"]["amount"].abs().sum() == pytest.approx(paid.sum())


def test_subscriptions_and_tickets_of_a_software_firm(shared_data: Path) -> None:
    folder = shared_data / "subscription" / "ravenstack"
    data = imported(
        *(folder / f"ravenstack_{name}.csv" for name in ("accounts", "subscriptions", "support_tickets"))
    )
    assert data.kinds == {"customers", "subscriptions", "tickets"}
    assert data.n_customers == 500
    raw = pd.read_csv(folder / "ravenstack_subscriptions.csv")
    running = data.events["subscriptions"]["ended_on"].isna()
    assert int(running.sum()) == int(raw["end_date"].isna().sum())
    assert data.events["subscriptions"]["mrr"].sum() == raw.loc[~raw["is_trial"], "mrr_amount"].sum()
    tickets = pd.read_csv(folder / "ravenstack_support_tickets.csv")
    hours = data.events["tickets"]["resolution_hours"]
    assert hours.median() == pytest.approx(tickets["resolution_time_hours"].median(), abs=1.0)


def test_a_whole_import_keeps_its_promises(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(ORDERS))
    orders = data.events["orders"]
    assert data.customer_ids.tolist() == ["C-101", "C-102", "C-103"]
    assert orders["customer"].dtype == orders["order"].dtype == orders["source_row"].dtype == np.int32
    assert orders["ordered_on"].dtype == "datetime64[s]"
    assert orders["source_row"].tolist() == [2, 3, 5, 4, 7]
    assert imported(text_file(ORDERS)).fingerprint == data.fingerprint
    assert imported(text_file(ORDERS.replace("7.00", "8.00"))).fingerprint != data.fingerprint


def test_the_order_of_day_and_month_can_be_set(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 3},0{i % 9 + 1}/05/2024,5\n" for i in range(12))
    path = text_file("customer id,order date,amount\n" + rows)
    guessed = imported(path)
    assert [finding.code for finding in guessed.findings] == ["guessed_dates"]
    day_first = imported(path, settings=DEFAULTS.with_value("general.day_first", True))
    assert set(day_first.events["orders"]["ordered_on"].dt.month) == {5}
    assert not day_first.findings


def test_tables_that_cannot_be_analysed_are_refused(text_file: Callable[..., Path]) -> None:
    with pytest.raises(UserFacingError) as error:
        imported(text_file("product,sales\nTea,5\nCup,7\n"))
    assert error.value.code == "no_customer_column"
    raws = read_export(text_file(ORDERS))
    mapping = replace(propose_mapping(raws)[0], columns=MappingProxyType({"customer_id": "customer id"}))
    with pytest.raises(UserFacingError) as error:
        tidy(raws, [mapping])
    assert error.value.code == "no_usable_table"
    with pytest.raises(UserFacingError) as error:
        tidy(raws, [replace(mapping, columns=MappingProxyType({"customer_id": "custmer id"}))])
    assert error.value.code == "unknown_header"
    assert "customer id" in str(error.value)


def test_aliases_make_one_customer_of_two(text_file: Callable[..., Path]) -> None:
    raws = read_export(text_file(ORDERS))
    mapping = replace(propose_mapping(raws)[0], aliases=MappingProxyType({"C-102": "C-101"}))
    assert tidy(raws, [mapping]).customer_ids.tolist() == ["C-101", "C-103"]


def _truth(sample: str) -> dict[str, Any]:
    return json.loads((sample_folder() / "truth" / f"{sample}.json").read_text(encoding="utf-8"))


def _sample(name: str) -> CustomerData:
    return imported(*(sample_folder() / file for file in _truth(name)["files"]))


@pytest.mark.parametrize("name", ["shop_en", "shop_en_messy", "shop_zh", "shop_zh_messy"])
def test_sample_shops_are_read_as_they_were_made(name: str) -> None:
    truth, data = _truth(name), _sample(name)
    source = next(source for source in data.sources if source.kind == "orders")
    orders = data.events["orders"]
    assert source.rows_used == truth["rows_used"]
    assert source.header_row == truth.get("header_row", 1)
    assert int(orders["is_purchase"].sum()) == truth["purchase_lines"]
    assert int(orders["is_return"].sum()) == truth["return_lines"]
    assert orders["amount"][orders["is_purchase"]].sum() == pytest.approx(truth["gross"], abs=0.01)
    assert orders["amount"][orders["is_return"]].sum() == pytest.approx(truth["returns"], abs=0.01)
    assert int(orders["is_repeat"].sum()) == truth["exact_repeats"]
    assert (data.n_customers, str(data.as_of)) == (truth["customers"], truth["as_of"])
    counts = data.set_aside["code"].value_counts() if len(data.set_aside) else {}
    assert counts.get("missing_customer_id", 0) == truth["rows_without_customer"]
    assert counts.get("missing_date", 0) == truth["rows_without_date"]
    assert counts.get("total_row", 0) == truth.get("total_rows", 0)
    assert counts.get("note_row", 0) == truth.get("note_rows_below", 0)


@pytest.mark.parametrize("name", ["subscription_en", "subscription_zh"])
def test_the_sample_service_is_read_as_it_was_made(name: str) -> None:
    truth, data = _truth(name), _sample(name)
    assert {kind: len(table) for kind, table in data.events.items()} == {
        "subscriptions": truth["subscriptions"], "activity": truth["activity_rows"],
        "tickets": truth["ticket_rows"], "surveys": truth["survey_rows"],
    }  # fmt: skip
    subscriptions = data.events["subscriptions"]
    assert subscriptions["mrr"][subscriptions["ended_on"].isna()].sum() == pytest.approx(truth["mrr"])
    tickets = data.events["tickets"]
    assert tickets["first_response_hours"].median() == pytest.approx(truth["service"]["first_response_hours"])
    assert tickets["resolution_hours"].median() == pytest.approx(truth["service"]["resolution_hours"])


@pytest.mark.parametrize("name", ["subscription_en_messy", "subscription_zh_TW_messy"])
def test_a_messy_export_gives_the_tables_of_its_tidy_twin(name: str) -> None:
    truth, messy = _truth(name), _sample(name)
    tidy_twin = _sample(truth["twin"])
    assert messy.customer_ids.tolist() == tidy_twin.customer_ids.tolist()
    assert {source.kind: source.header_row for source in messy.sources} == truth["header_rows"]
    one, other = messy.events["subscriptions"], tidy_twin.events["subscriptions"]
    np.testing.assert_allclose(one["mrr"], other["mrr"])
    for column in ("customer", "started_on", "ended_on"):
        np.testing.assert_array_equal(one[column], other[column], column)
    _assert_accounted(messy)
