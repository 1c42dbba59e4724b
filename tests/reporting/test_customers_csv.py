"""The customers file: RFC 4180, UTF-8 with BOM, hostile text escaped, unknown empty."""

import csv

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.importing.identifiers import read_identifiers
from retention_desk.reporting.customers_csv import NEXT_COLUMNS, customers_table, write_customers_csv


@pytest.fixture(scope="module")
def rows(shop):
    path = shop.folder / "customers.csv"
    write_customers_csv(shop.analysis, path, Words("en"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_ids_read_back_unchanged_and_start_no_formula(shop, rows):
    assert (
        read_identifiers([row["customer_id"] for row in rows]).tolist()
        == shop.analysis.data.customer_ids.tolist()
    )
    assert not [row for row in rows if row["customer_id"].startswith(("=", "+", "-", "@"))]


def test_unknown_is_empty(shop, rows):
    for row, score in zip(rows, shop.analysis.health.score, strict=True):
        assert (row["health_score"] == "") == (score != score)


def test_only_planned_customers_have_a_play(shop, rows):
    planned = {row["customer_id"] for row in rows if row["play"]}
    assert len(planned) == len(shop.analysis.plan.table)


def test_reasons_are_in_the_language_asked_for(shop):
    english = customers_table(shop.analysis, Words("en"))["churn_reasons"].dropna()
    chinese = customers_table(shop.analysis, Words("zh_CN"))["churn_reasons"].dropna()
    assert len(english) == len(chinese) > 0
    assert (english != chinese).all()


def test_what_is_often_bought_next_has_its_columns(shop):
    table = customers_table(shop.analysis, Words("en"))
    assert list(NEXT_COLUMNS) == [name for name in table.columns if name.startswith("next_product")]
    found = shop.analysis.next_products
    assert table["next_product"].notna().sum() == (0 if found is None else found.n_suggested)
