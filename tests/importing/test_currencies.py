import pytest

from retention_desk.importing.currencies import currency_code, without_currency


@pytest.mark.parametrize(
    ("text", "code"),
    [("$", "USD"), ("usd", "USD"), ("人民币", "CNY"), ("NT$", "TWD"), ("kr", "kr"), ("zł", "PLN"), ("XYZ", "XYZ"), ("amount", None), ("Fr.", "CHF")],
)  # fmt: skip
def test_a_currency_is_known_by_sign_code_and_word(text: str, code: str | None) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize(
    ("text", "rest", "code"),
    [("USD12.50", "12.50", "USD"), ("12,50 €", "12,50", "EUR"), ("-$5", "- 5", "USD"), ("$12.50 CAD", "12.50", "CAD"),
     ("￥12元", "12", "CNY"), ("5 EUR USD", "5 EUR USD", None), ("12.50", "12.50", None), ("HK$5", "5", "HKD"), ("5 kr", "5", "kr"), ("shrimp 5", "shrimp 5", None)],
)  # fmt: skip
def test_an_amount_without_its_currency(text: str, rest: str, code: str | None) -> None:
    assert without_currency(text.replace("￥", "¥")) == (rest, code)
