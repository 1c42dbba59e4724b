"""What is handed to strangers names nobody, and is the same list."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.pseudonyms import Pseudonyms
from retention_desk.foundation.wording import Phrase, Words
from retention_desk.importing.read_book import read_book
from retention_desk.pipeline import report_sheets
from retention_desk.reporting.anonymise import anonymised, anonymised_review, lower_ends
from retention_desk.reporting.write_workbook import list_id, write_workbook
from tests.desktop.review_parts import make_review
from tests.reporting.conftest import HOSTILE

KEY = Pseudonyms(b"k" * 32)


@pytest.fixture(scope="module")
def path(shop, tmp_path_factory):
    made = tmp_path_factory.mktemp("anonymous") / "list.xlsx"
    write_workbook(shop.analysis, made, Words("en"), pseudonyms=KEY)
    return made


def test_amounts_become_the_lower_end_of_their_band():
    amounts = np.array([0.4, 1, 4.99, 682, 1_234, -682, np.nan, 0])
    assert np.array_equal(lower_ends(amounts), [0, 1, 2, 500, 1_000, -500, np.nan, 0], equal_nan=True)
    assert lower_ends(np.array([640.0, 630.0]), (635.5,)).tolist() == [635.5, 500]


def test_neither_ids_nor_files_nor_exact_amounts_are_in_any_cell(path, shop):
    book = read_book(path)
    cells = {
        str(cell)
        for sheet in book.sheets
        for column in sheet.cells
        for cell in sheet.cells[column].dropna().unique()
    }
    assert not cells & {str(key) for key in shop.analysis.data.customer_ids if not str(key).isdigit()}
    assert not any(key in cell for key in HOSTILE if len(key) > 4 for cell in cells)
    assert not any("orders.csv" in cell for cell in cells)
    assert {sheet.name for sheet in book.sheets}.isdisjoint({"Audit", "Trace"})
    customers = next(sheet for sheet in book.sheets if sheet.name == "Customers")
    places = {key: number for number, key in customers.row(3).items()}
    exact = {value for value in shop.analysis.value.lifetime_value.tolist() if value != round(value)}
    assert not exact & set(customers.column(places["lifetime_value"]).tolist())


def test_scores_bands_and_tiers_stay_what_they_are(shop):
    shown = anonymised(shop.analysis, KEY)
    assert np.array_equal(shown.health.score, shop.analysis.health.score, equal_nan=True)
    high, potential = shown.segments.tier_cuts
    value, real = shown.segments.tier_value, shop.analysis.segments.tier_value
    for cut in (high, potential):
        assert np.array_equal(value >= cut, real >= cut)
    assert shown.plan.table["customer"].tolist() == shop.analysis.plan.table["customer"].tolist()
    assert not any("{" in Words("en")(text) for row in shown.plan.table["reasons"] for text in row)
    assert all(isinstance(text, Phrase) for row in shown.plan.table["reasons"] for text in row)


def test_it_is_the_same_list_under_other_names(path, shop):
    book = read_book(path)
    assert book.keywords == f"list:{list_id(shop.analysis)}"


def test_the_report_names_no_customer_either(shop):
    shown = anonymised(shop.analysis, KEY)
    text = "\n".join(page.text for page in report_sheets(shown, Words("en")))
    names = {
        str(key) for key in shop.analysis.data.customer_ids if not str(key).isdigit() and len(str(key)) > 4
    }
    if "name" in shop.analysis.data.customers:
        names |= {str(name) for name in shop.analysis.data.customers["name"].dropna() if len(str(name)) > 4}
    assert names
    assert [name for name in names if name in text] == []
    listed = shown.plan.table["customer"].iloc[0]
    assert str(shown.data.customer_ids[listed])[:6] in text


def test_a_review_names_nobody_and_keeps_its_figures():
    review = make_review()
    shown = anonymised_review(review, KEY)
    assert shown.missed is None
    assert [item.owner for item in shown.owners] == [
        KEY.of(item.owner, "P") if item.owner else "" for item in review.owners
    ]
    assert [(item.who, item.text, item.verdict) for item in shown.decisions] == [
        (KEY.of(item.who, "P"), "", item.verdict) for item in review.decisions
    ]
    assert shown.outcomes_by("owner") is None
    assert shown.lifts is review.lifts
