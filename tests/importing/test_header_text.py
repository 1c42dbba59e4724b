from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.header_text import column_letter, compact, nearest, unique_headers, words_of


def test_one_form_for_every_writing_of_a_header() -> None:
    for header in (
        "Customer ID",
        "customer_id",
        "CustomerID",
        "customerId",
        "ＣＵＳＴＯＭＥＲ ＩＤ",
        "Customer ID (#)",
    ):
        assert compact(header) == "customerid"
    assert words_of("MonthlyCharges") == ("monthly", "charges")
    assert compact("客户 ID") == "客户id"


def test_letters_are_those_of_excel() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@given(texts=st.lists(st.sampled_from(["", "a", "a (2)", "b", "[A]"]), max_size=12))
def test_headers_become_unique_and_none_is_empty(texts: list[str]) -> None:
    headers = unique_headers(texts)
    assert len(set(headers)) == len(headers) == len(texts)
    assert all(headers)


def test_the_nearest_header_is_offered_first() -> None:
    assert nearest("custmer id", ["Order ID", "Customer ID", "Amount"])[0] == "Customer ID"
