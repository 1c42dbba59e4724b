import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError
from retention_desk.importing.sheet_xml import read_sheet_xml

HEAD, TAIL = "<worksheet><dimension ref='A1:XFD9'/><sheetData>", "</sheetData><pageMargins/></worksheet>"


def cells(
    xml: str, meanings: CellMeanings | None = None, size: int = 10_000
) -> dict[tuple[int, int], object]:
    data = (HEAD + xml + TAIL).encode()
    blocks = [data[i : i + size] for i in range(0, len(data), size)]
    sheet = read_sheet_xml(
        blocks, meanings or CellMeanings(["first", "second"], frozenset({1}), frozenset({2}))
    )
    places = zip(sheet.rows.tolist(), sheet.columns.tolist(), strict=True)
    return dict(zip(places, [sheet.values[code] for code in sheet.codes], strict=True))


def test_every_kind_of_cell() -> None:
    xml = (
        '<row r="3" spans="1:9"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>2.50</v></c><c r="C3" s="1"><v>40513</v></c>'
        '<c r="D3" s="2"><v>1.5</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3" s="4"/>'
        '<c r="AB3" t="str"><f>A1&gt;B1</f><v>a &amp; b</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c></row>'
    )
    assert cells(xml) == {
        (3, 0): "second",
        (3, 1): 2.5,
        (3, 2): dt.date(2010, 12, 1),
        (3, 3): dt.timedelta(days=1.5),
        (3, 4): "TRUE",
        (3, 5): "#N/A",
        (3, 27): "a & b",
        (1_048_576, 16_383): " x ",
    }


@given(
    numbers=st.lists(st.lists(st.integers(-(10**6), 10**6).map(lambda n: n / 100), min_size=1, max_size=5), min_size=1, max_size=30),
    size=st.integers(1, 200),
)  # fmt: skip
def test_blocks_of_any_size_give_the_same_cells(numbers: list[list[float]], size: int) -> None:
    xml = "".join(
        f'<row r="{i + 1}">'
        + "".join(f'<c r="{chr(65 + j)}{i + 1}"><v>{x}</v></c>' for j, x in enumerate(row))
        + "</row>"
        for i, row in enumerate(numbers)
    )
    expected = {(i + 1, j): x for i, row in enumerate(numbers) for j, x in enumerate(row)}
    assert cells(xml, size=size) == expected


def test_long_texts_that_differ_only_at_the_end_stay_apart() -> None:
    texts = ["x" * n + end for n in (7, 8, 20, 130, 400) for end in "ab"]
    xml = "".join(
        f'<row r="{i + 1}"><c r="A{i + 1}" t="str"><v>{t}</v></c></row>' for i, t in enumerate(texts)
    )
    assert list(cells(xml).values()) == texts


@pytest.mark.parametrize(
    "xml",
    ['<x:row r="1"/>', '<row r="1"><c><v>1</v></c></row>', "<row><c r='A1'/></row>", '<row r="1"> <c r="A1"> <v>1</v></c></row>',
     '<row r="1"><c r="A1" t="s"><v>99</v></c></row>', '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
     '<row r="1"><c r="A1"><v>one</v></c></row>', '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
     '<c r="A1"><v>1</v></c>'],
)  # fmt: skip
def test_what_is_written_otherwise_is_left_to_another_reader(xml: str) -> None:
    with pytest.raises(IrregularSheetError):
        cells(xml)


def test_a_sheet_that_does_not_end_is_irregular() -> None:
    with pytest.raises(IrregularSheetError):
        read_sheet_xml([HEAD.encode(), b'<row r="1"><c r="A1"><v>1</v></c></row>'], CellMeanings([]))


def test_an_empty_sheet_has_no_cells() -> None:
    sheet = read_sheet_xml([b"<worksheet><sheetData/></worksheet>"], CellMeanings([]))
    assert len(sheet.rows) == 0
    assert np.issubdtype(sheet.codes.dtype, np.integer)
