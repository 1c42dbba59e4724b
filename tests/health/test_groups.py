"""Indicators are offered by the table they are measured from."""

from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.health.groups import table_of, tables_of_indicators


def test_every_indicator_belongs_to_a_kind_of_table():
    assert set(tables_of_indicators().values()) <= set(TABLE_KINDS)
    assert table_of("tenure") == "orders"


def test_a_column_of_the_customer_table_belongs_to_it():
    assert table_of("Contract length") == "customers"
