import pytest

from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError
from retention_desk.importing.sheet_events import read_sheet_events


def cells(rows: str, behind: str = "") -> dict[tuple[int, int], object]:
    xml = f"<x:worksheet xmlns:x='u'><x:sheetData>{rows}</x:sheetData>{behind}</x:worksheet>"
    sheet = read_sheet_events([xml.encode()], CellMeanings(["first", "second"]))
    places = zip(sheet.rows.tolist(), sheet.columns.tolist(), strict=True)
    return dict(zip(places, [sheet.values[code] for code in sheet.codes], strict=True))


def test_prefixes_white_space_and_missing_references() -> None:
    rows = """
      <x:row> <x:c t="s"> <x:v>1</x:v> </x:c> <x:c r="D1"><x:v>2.5</x:v></x:c> <x:c><x:v>3</x:v></x:c> </x:row>
      <x:row r="7"><x:c s="4"/><x:c t="inlineStr"><x:is><x:r><x:t>A</x:t></x:r><x:r><x:t>B &amp; C</x:t></x:r>
      <x:rPh><x:t>kana</x:t></x:rPh></x:is></x:c></x:row>
      <x:row><x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>
    """
    assert cells(rows) == {(1, 0): "second", (1, 3): 2.5, (1, 4): 3.0, (7, 1): "AB & C", (8, 0): "#DIV/0!"}


def test_merged_ranges_come_along() -> None:
    xml = b'<w><sheetData/><mergeCells><mergeCell ref="A1:B1"/></mergeCells></w>'
    assert read_sheet_events([xml], CellMeanings([])).merged == ((0, 0, 0, 1),)


@pytest.mark.parametrize(
    "row",
    ['<x:row r="0"/>', '<x:row r="1048577"/>', '<x:row><x:c r="XFE1"/></x:row>', '<x:row><x:c r="1A"/></x:row>',
     '<x:row><x:c t="s"><x:v>2</x:v></x:c></x:row>', '<x:row><x:c t="s"><x:v>-1</x:v></x:c></x:row>',
     "<x:row>", '<x:row><x:c><x:v>one</x:v></x:c></x:row>', '<x:row><x:c t="str"><x:v>&e;</x:v></x:c></x:row>'],
)  # fmt: skip
def test_what_no_program_writes_is_refused(row: str) -> None:
    with pytest.raises(IrregularSheetError):
        cells(row)


def test_a_document_type_is_refused() -> None:
    with pytest.raises(IrregularSheetError):
        read_sheet_events([b"<!DOCTYPE w [<!ENTITY e 'x'>]><w/>"], CellMeanings([]))
