"""Errors on one line: code, what, where, way out."""

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase


def test_the_line_has_the_contract_s_form_and_no_line_break():
    error = UserFacingError(
        "no_customer_column",
        phrase("No column holds a customer."),
        "orders.xlsx,\nsheet “Sept”",
        phrase("Name the column in a mapping file."),
    )
    said = ("No column holds a customer", "orders.xlsx, sheet “Sept”", "Name the column in a mapping file")
    line = f"error[no_customer_column]: {' — '.join(said)}"
    assert error.line(Words("en")) == line
    assert str(error) == line
