"""The list: live look-ups by the hidden key, and the columns people fill in."""

from tests.reporting.sheet_reading import columns_of, rows_of, values_of

FILL_IN = ("owner", "due", "status", "outcome", "leaving_reason", "contacted_on", "note")


def test_health_band_and_tier_are_looked_up_by_the_row_key(shop):
    sheet = shop.books["en"]["Actions"]
    for key in ("health_score", "health_band", "value_tier"):
        formulas = values_of(sheet, key)
        assert all(formula.startswith("=INDEX('Customers'!") and "MATCH(" in formula for formula in formulas)


def test_the_key_that_is_looked_up_stands_where_the_formula_looks(shop):
    sheet = shop.books["en"]["Actions"]
    letter = sheet.cell(1, columns_of(sheet)["row_key"]).column_letter
    assert all(
        f"MATCH({letter}{row}," in sheet.cell(row, columns_of(sheet)["health_score"]).value
        for row in rows_of(sheet)
    )


def test_every_language_has_the_same_machine_keys(shop):
    keys = [tuple(columns_of(book.worksheets[2])) for book in shop.books.values()]
    assert keys[0] == keys[1] == keys[2]
    assert set(FILL_IN) <= set(keys[0])


def test_reasons_are_words_in_the_language(shop):
    english = values_of(shop.books["en"].worksheets[2], "reason_1")
    chinese = values_of(shop.books["zh_CN"].worksheets[2], "reason_1")
    assert any(english)
    assert all(a != b for a, b in zip(english, chinese, strict=True) if a)
