import pytest

from retention_desk.importing.merged_ranges import merged_ranges, range_of


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("A1:B2", (0, 0, 1, 1)),
        ("$C$4:$AA$4", (3, 2, 3, 26)),
        ("B9:A1", (0, 0, 8, 1)),
        ("A1", None),
        ("A:B", None),
    ],
)
def test_a_range(said: str, found: tuple[int, int, int, int] | None) -> None:
    assert range_of(said) == found


def test_ranges_behind_the_cells_wherever_the_blocks_end() -> None:
    xml = b'</sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><x:mergeCell ref="C1:C9"/></mergeCells><mergeCell ref="Z1:Z2"/>'
    for size in (1, 7, 1000):
        blocks = [xml[i : i + size] for i in range(0, len(xml), size)]
        assert merged_ranges(blocks)[:2] == ((0, 0, 0, 1), (0, 2, 8, 2))
    assert merged_ranges([b"</sheetData><pageMargins/>", b'<mergeCell ref="A1:B1"/>']) == ()
