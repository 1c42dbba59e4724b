"""Amounts in cents are known by what stands beside them, and turned by the currency of each row."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

HEAD = "id,amount,amount_refunded,balance_transaction,captured,created,currency,customer,livemode,paid,payment_intent,refunded,status\n"
NOON = 1_704_110_400  # 2024-01-01 12:00 UTC


def charges(currency: str = "usd", times: int = 1) -> str:
    lines = (
        f"ch_3OTx{i:04d}ab,{2999 + 100 * i},0,txn_3OTx{i:04d}cd,true,{(NOON + 86_400 * i) * times},{currency},"
        f"cus_PIx{i % 4}abcd,true,true,pi_3OTx{i:04d}ef,false,succeeded\n"
        for i in range(12)
    )
    return HEAD + "".join(lines)


def read(path: Path, minor_units: str = "auto") -> CustomerData:
    raws = read_export(path)
    settings = DEFAULTS.with_value("orders.minor_units", minor_units)
    return tidy(raws, propose_mapping(raws), settings)


@pytest.mark.parametrize("times", [1, 1000])
def test_charges_of_the_api_are_in_cents_and_dated_from_1970(
    text_file: Callable[..., Path], times: int
) -> None:
    data = read(text_file(charges(times=times)))
    assert data.sources[0].mapping.preset == "stripe_api_charges"
    orders = data.events["orders"]
    assert orders["amount"].sum() == pytest.approx(sum(29.99 + i for i in range(12)))
    assert data.currency == "USD"
    assert orders["ordered_on"].min().date() == dt.date(2024, 1, 1)
    assert orders["ordered_on"].max().date() == dt.date(2024, 1, 12)
    (finding,) = [one for one in data.findings if one.code == "minor_units"]
    assert (finding.rows, finding.setting, finding.column) == (12, "orders.minor_units", "amount")
    assert "2,999 is 29.99" in Words("en")(finding.done)


def test_they_are_taken_as_they_stand_when_the_user_says_so(text_file: Callable[..., Path]) -> None:
    data = read(text_file(charges()), "as_written")
    assert data.events["orders"]["amount"].max() == 2999 + 1100
    assert [one.code for one in data.findings if one.setting == "orders.minor_units"] == ["minor_units"]


@pytest.mark.parametrize(("currency", "divisor"), [("jpy", 1), ("krw", 1), ("kwd", 1000), ("twd", 100)])
def test_the_currency_says_how_many_places_there_are(
    text_file: Callable[..., Path], currency: str, divisor: int
) -> None:
    data = read(text_file(charges(currency)))
    assert data.events["orders"]["amount"].max() == pytest.approx((2999 + 1100) / divisor)
    assert any(one.code == "minor_units" for one in data.findings) == (divisor > 1)


@pytest.mark.parametrize("header", ["amount_cents", "Amount (cents)", "金额（分）"])
def test_a_header_that_says_cents_is_enough(text_file: Callable[..., Path], header: str) -> None:
    rows = "".join(f"C{i % 3},2024-01-{i + 1:02d},{100 * i + 250}\n" for i in range(9))
    data = read(text_file(f"customer id,order date,{header}\n{rows}"))
    assert data.events["orders"]["amount"].min() == 2.5


def test_whole_amounts_alone_are_no_cents(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"cus_abc{i % 3}1,2024-01-{i + 1:02d},{100 * i + 250},usd\n" for i in range(9))
    data = read(text_file(f"customer,created,amount,currency\n{rows}"))
    assert data.events["orders"]["amount"].min() == 250
    decimals = charges().replace(",2999,", ",29.99,")
    assert read(text_file(decimals)).events["orders"]["amount"].max() == 2999 + 1100


def test_invoices_of_the_api_count_what_was_paid(text_file: Callable[..., Path]) -> None:
    head = (
        "id,amount_due,amount_paid,amount_remaining,attempt_count,billing_reason,created,currency,customer,livemode,"
        "period_end,period_start,status,total\n"
    )
    rows = "".join(
        f"in_1OT{i:04d}ab,{4900 + i},{4900 + i},0,1,subscription_cycle,{NOON + 86_400 * i},eur,cus_PIx{i % 3}abcd,true,"
        f"{NOON},{NOON},paid,{4900 + i}\n"
        for i in range(6)
    )
    data = read(text_file(head + rows))
    assert data.sources[0].mapping.preset == "stripe_api_invoices"
    assert data.currency == "EUR"
    assert data.events["orders"]["amount"].sum() == pytest.approx(sum(49 + i / 100 for i in range(6)))
