import pytest

from retention_desk.foundation.columns import EVENT_DATES, TABLES, Table
from retention_desk.foundation.wording import Words


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.kind)
def test_a_kind_of_table_is_whole(table: Table) -> None:
    keys = [column.key for column in table.columns]
    assert len(keys) == len(set(keys))
    assert all(needed <= set(keys) for needed in table.required)
    assert all("customer_id" in needed for needed in table.required)
    if table.kind != "customers":
        assert table.column(EVENT_DATES[table.kind]).type == "date"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.kind)
def test_names_are_known_in_english_and_chinese_once_each(table: Table) -> None:
    for column in table.columns:
        assert len(column.synonyms) == len(set(column.synonyms)), column.key
        assert column.synonyms
        assert any(not name.isascii() for name in column.synonyms), column.key
        assert Words("zh_TW").knows(column.label.text), column.label.text


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        TABLES["orders"].column("colour")
