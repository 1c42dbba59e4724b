"""Half an action workbook: its readable rows count, the rest is told."""

from __future__ import annotations

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words
from retention_desk.importing.read_book import read_book
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.read_returned import read_returned
from retention_desk.reporting.returned_part import CUT_OFF, cut_off
from tests.importing.cut_books import texts_apart, texts_first
from tests.reporting.sheet_reading import HEADER_ROW, book_of, columns_of

SHARES = (0.3, 0.6, 0.9, 0.99)
ORDERS = {
    "as Excel": texts_apart,
    "texts inside": texts_first,
    "texts first": lambda data: texts_first(texts_apart(data)),
}


@pytest.fixture(scope="module")
def filled(shop, tmp_path_factory):
    """A workbook with every fifth status and note filled in, and what they say by customer."""
    book = book_of(shop.paths["en"])
    sheet = book.worksheets[2]
    columns = columns_of(sheet)
    told = {}
    for row in range(HEADER_ROW + 1, sheet.max_row + 1, 5):
        customer = sheet.cell(row, columns["customer"]).value
        sheet.cell(row, columns["status"]).value = "Done"
        sheet.cell(row, columns["note"]).value = f"said {row}"
        told[str(customer)] = f"said {row}"
    path = tmp_path_factory.mktemp("half") / "list_Ann.xlsx"
    book.save(path)
    return path.read_bytes(), told


def read_part(folder, data):
    path = folder / "list_Ann.xlsx"
    path.write_bytes(data)
    return read_returned(read_book(path, mend=True), typed_days)


@pytest.mark.parametrize("order", ORDERS)
def test_rows_grow_with_what_is_left_and_none_says_another_thing(filled, order, tmp_path, merge, handed_out):
    data, told = filled[0], filled[1]
    data = ORDERS[order](data)
    whole = {(e.customer_id, e.column): e.value for e in merge(read_part(tmp_path, data)).taken}
    assert {value for (_, column), value in whole.items() if column == "note"} == set(told.values())
    n_rows = []
    for share in SHARES:
        try:
            part = read_part(tmp_path, data[: int(len(data) * share)])
        except UserFacingError:
            n_rows.append(0)
            continue
        merged = merge(part)
        if merged.not_merged:
            assert merged.not_merged[0].error.code == "unknown_list"
            n_rows.append(0)
            continue
        n_rows.append(merged.returns[0].n_rows)
        assert {(e.customer_id, e.column): e.value for e in merged.taken}.items() <= whole.items()
        assert (merged.removed, merged.manual) == ((), ())
        finding = next(item for item in merged.findings if item.code == CUT_OFF)
        assert finding.rows == len(handed_out.rows) - n_rows[-1]
    assert n_rows == sorted(n_rows)
    assert n_rows[-1] > 0


def test_the_whole_file_comes_later(filled, tmp_path, merge):
    data = texts_first(filled[0])
    half = merge(read_part(tmp_path, data[: int(len(data) * 0.9)]))
    later = merge(read_part(tmp_path, data), known=half.returns)
    whole = merge(read_part(tmp_path, data))
    both = {(e.customer_id, e.column) for e in (*half.taken, *later.taken)}
    assert both == {(e.customer_id, e.column) for e in whole.taken}
    assert (later.conflicts, later.undone) == ((), ())


def test_the_finding_says_how_many_of_how_many():
    words = Words("en")
    said = words(cut_off("list.xlsx", 1200, 3000).text)
    assert said == "The file broke off: 1,200 of the 3,000 rows of its list could be read."
