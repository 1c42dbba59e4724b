import pytest

from retention_desk.importing.find_tables import Region, filled_cells, find_tables

from .grids import grid

ORDERS = [
    ["Customer", "Order date", "Amount"],
    ["C1", "2024-01-05", 3],
    ["C2", "2024-01-06", 4],
    ["C1", "2024-02-01", 5],
]
PEOPLE = [["Customer", "Name", "City"], ["C1", "Ann", "Bonn"], ["C2", "Bob", "Rome"]]
BLANK: list[object] = [None]


def found(rows: list[list[object]]) -> list[Region]:
    cells = grid(rows)
    return list(find_tables(cells, filled_cells(cells)))


def beside(left: list[list[object]], right: list[list[object]], gap: int = 1) -> list[list[object]]:
    width = max(map(len, left))
    rows = []
    for i in range(max(len(left), len(right))):
        mine = left[i] if i < len(left) else []
        rows.append([*mine, *[None] * (width - len(mine) + gap), *(right[i] if i < len(right) else [])])
    return rows


def test_spaces_are_no_content() -> None:
    assert filled_cells(grid([["a", "  "], [None, 1]])).tolist() == [[True, False], [False, True]]


def test_one_below_the_other_with_and_without_a_title() -> None:
    assert found([*ORDERS, BLANK, *PEOPLE]) == [Region(0, 5, 0, 3), Region(5, 8, 0, 3)]
    assert found([["All orders"], *ORDERS, BLANK, BLANK, ["Our customers"], *PEOPLE]) == [
        Region(0, 7, 0, 3),
        Region(7, 11, 0, 3),
    ]


def test_three_tables_and_a_title_apart() -> None:
    other = [["Plan", "Started on", "MRR"], ["Basic", "2024-01-01", 9]]
    regions = found([*ORDERS, BLANK, ["People"], BLANK, *PEOPLE, BLANK, *other])
    assert [region.top for region in regions] == [0, 5, 11]


def test_side_by_side_with_names_in_common_or_of_another_length() -> None:
    assert found(beside(ORDERS, PEOPLE)) == [Region(0, 4, 0, 3), Region(0, 4, 4, 7)]
    rates = [["Region", "Owner"], ["North", "Ann"], ["South", "Bob"]]
    long = [*ORDERS, *ORDERS[1:], *ORDERS[1:]]
    assert found(beside(long, rates, 2)) == [Region(0, 10, 0, 3), Region(0, 10, 5, 7)]


def test_side_by_side_and_below() -> None:
    assert (
        len(
            found([*beside(ORDERS, PEOPLE), BLANK, ["Plan", "Started on", "MRR"], ["Basic", "2024-01-01", 9]])
        )
        == 3
    )


@pytest.mark.parametrize(
    "rows",
    [
        ORDERS,
        [*ORDERS[:2], BLANK, *ORDERS[2:]],
        [*ORDERS, BLANK, *ORDERS],
        [*ORDERS, BLANK, ["page 2"], *ORDERS],
        [["Shop: Bonn"], ["Period", "2024"], BLANK, *ORDERS],
        [*ORDERS, BLANK, ["Total", None, 12], BLANK, ["printed by", "Ann"]],
        [[*row[:2], None, *row[2:], "x" if i else "Note"] for i, row in enumerate(ORDERS)],
        [[*row, None, "remark" if i == 2 else None] for i, row in enumerate(ORDERS)],
        [*PEOPLE, BLANK, ["C3", "Cleo", "Oslo"], ["C4", "Dan", "Kyiv"]],
        [["Prepared by", "Ann"], ["Checked by", "Bob"], BLANK, *PEOPLE],
    ],
)
def test_what_looks_divided_and_is_one_table(rows: list[list[object]]) -> None:
    assert len(found(rows)) == 1


def test_a_footer_below_the_left_part_does_not_divide() -> None:
    wide = beside(ORDERS * 3, [["Note", "Owner"], *[["ok", "Ann"]] * 11])
    assert len(found([*wide, ["Total", None, 12], ["printed by Ann"]])) == 1
