"""Every public file is read as it has to be, or refused as it has to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from .expectations import FOLDERS, differences, load
from .observe import look_at

FILES = load(*FOLDERS)
TOGETHER = load("together")
GAPS: dict[str, str] = {
    "exports/recurly_schema/account_history_data.csv": "accounts taken for tickets",
    "exports/recurly_schema/plan_history_data.csv": "plans taken for customers",
    "exports/recurly_schema/subscription_history_data.csv": "subscriptions taken for orders, one counted twice",
    "exports/shopify_schema/shopify_abandoned_checkout_data.csv": "abandoned baskets taken for orders",
    "exports/shopify_schema/shopify_order_line_data.csv": "order lines taken for customers",
    "exports/shopify_schema/shopify_order_line_refund_data.csv": "refunds taken for customers",
    "exports/shopify_schema/shopify_refund_data.csv": "the clerk taken for the customer",
    "exports/shopify_schema/shopify_transaction_data.csv": "an authorisation code taken for the customer",
    "exports/stripe_schema/charge_data.csv": "failed charges counted as sales",
    "exports/stripe_schema/plan_data.csv": "plans taken for customers",
    "exports/stripe_schema/refund_data.csv": "refunds taken for customers",
    "exports/stripe_schema/subscription_data.csv": "a threshold taken for the amount",
    "exports/stripe_schema/subscription_history_data.csv": "a threshold taken for the amount",
    "exports/stripe_schema/subscription_item_data.csv": "items taken for customers",
    "exports/zendesk_schema/ticket_data.csv": "the organisation taken for the customer",
    "messy/calamine_OOM_alloc2.xls": "a number taken for the amount",
    "messy/datev_EXTF_Stammdaten.csv": "e-mail taken for the key",
    "messy/frictionless_table-infer-iso-8859-7.csv": "a guessed encoding is not said to be one",
    "messy/messytables_complex.csv": "a quote after a space is not seen",
    "messy/openrefine_example-utf16le-bom.tsv": "floods taken for customers",
    "messy/openrefine_shift_jis.txt": "Shift-JIS read as GB18030",
}
"""What the program does not do yet: file or import, and what is wrong."""


def cases(entries: dict) -> list:
    def marks(name: str) -> list:
        return [pytest.mark.xfail(reason=GAPS[name], strict=False)] if name in GAPS else []

    return [pytest.param(name, marks=marks(name), id=name) for name in entries]


@pytest.mark.parametrize("file", cases(FILES))
def test_a_file_is_read_as_it_has_to_be(shared_data: Path, file: str) -> None:
    said = differences(FILES[file], look_at([shared_data / file]), file)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("name", cases(TOGETHER))
def test_files_of_one_business_go_together(shared_data: Path, name: str) -> None:
    entry = TOGETHER[name]
    said = differences(entry, look_at([shared_data / file for file in entry["files"]]))
    assert not said, "\n".join(said)


def test_every_file_has_an_entry(shared_data: Path) -> None:
    there = {
        path.relative_to(shared_data).as_posix()
        for folder in FOLDERS
        for path in (shared_data / folder).rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert there == set(FILES)


def test_gaps_are_entries() -> None:
    assert set(GAPS) <= set(FILES) | set(TOGETHER)
