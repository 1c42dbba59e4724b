from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.mapping_rules import MappingFile, TableRule, reheaded
from retention_desk.importing.read_export import read_export

from .conftest import ORDERS


def test_encoding_and_delimiter_reach_the_reader() -> None:
    known = MappingFile(Path("m.toml"), (TableRule(file="a*", encoding="gb18030", delimiter=";"),))
    assert known.text_options(Path("abc.csv")) == ("gb18030", ";")
    assert known.text_options(Path("xyz.csv")) == (None, None)


def test_a_rule_speaks_of_sheets_by_name_whatever_the_case() -> None:
    rule = TableRule(file="Orders*.csv", sheet="2024-*")
    assert rule.fits("orders_may.CSV", "2024-05")
    assert not rule.fits("orders_may.csv", "2023-05")


def test_a_rule_made_for_the_very_headers_comes_before_those_that_can_serve(
    text_file: Callable[..., Path],
) -> None:
    (raw,) = read_export(text_file(ORDERS))
    exact = TableRule(headers=raw.headers, columns={"customer_id": raw.headers[0]})
    partly = TableRule(headers=(*raw.headers, "more"), columns={"customer_id": raw.headers[0]})
    other = TableRule(headers=("a", "b"), columns={"customer_id": "a"})
    assert MappingFile(Path("m"), (other, partly, exact)).rules_for(raw) == (exact,)
    assert MappingFile(Path("m"), (other, partly)).rules_for(raw) == (partly,)


def test_a_header_row_is_moved_only_where_the_headers_are_found(text_file: Callable[..., Path]) -> None:
    (raw,) = read_export(text_file(ORDERS))
    assert reheaded(TableRule(), raw) is raw
    assert reheaded(TableRule(header_row=2), raw).header_row == 2
    assert reheaded(TableRule(header_row=2, headers=raw.headers), raw) is raw
