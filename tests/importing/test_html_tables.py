import pytest

from retention_desk.importing.html_tables import TooManyCellsError, html_tables

PAGE = """<html><head><style>td {color: red}</style></head><body><h1>Orders</h1>
<TABLE><thead><tr><th colspan=2>Customer</th><th rowspan="2">Amount</th></tr><tr><td>id<td>name</tr></thead>
<tr><td>&nbsp;007 </td><td>A &amp; B<br>GmbH</td><td>1,5</td></tr>
<tr><td></td><td><table><tr><td>inner</table></td><td>2</td></table><p>end</p>"""


def test_cells_spans_and_line_breaks() -> None:
    table, inner = html_tables(PAGE, 1000)
    assert table.rows == [
        ["Customer", "", "Amount"],
        ["id", "name"],
        ["007", "A & B\nGmbH", "1,5"],
        ["", "", "2"],
    ]
    assert table.merged == [(0, 0, 0, 1), (0, 2, 1, 2)]
    assert inner.rows == [["inner"]]


def test_a_covered_place_is_left_empty() -> None:
    (table,) = html_tables("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>", 10)
    assert table.rows == [["a", "b"], ["", "c"]]


def test_a_page_laid_out_in_tables_does_not_give_thousands() -> None:
    page = "<table><tr><td>x</table>" * 300 + "<table><tr><td>a</tr><tr><td>1</tr></table>"
    (table,) = html_tables(page, 10_000)
    assert table.rows == [["a"], ["1"]]


def test_no_table_and_too_many_cells() -> None:
    assert html_tables("<p>nothing</p>", 10) == []
    with pytest.raises(TooManyCellsError):
        html_tables("<table><tr><td colspan=1000 rowspan=1000>x</td></tr></table>", 999)
    with pytest.raises(TooManyCellsError):
        html_tables("<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 9, 10**9)
