from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.apply_mapping import apply_mapping
from retention_desk.importing.mapping_file import read_mapping_file
from retention_desk.importing.mapping_rules import MappingFile
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

from .conftest import ORDERS

ODD = "k1,wann,wieviel,notiz\n" + "".join(f"{i % 5},2024-01-{1 + i:02},{i + 1},x\n" for i in range(20))


def mapping_in(tmp_path: Path, text: str) -> MappingFile:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping_file(path)


def code_of(call: Callable[[], object]) -> UserFacingError:
    with pytest.raises(UserFacingError) as error:
        call()
    return error.value


def test_the_short_form_names_columns_and_the_kind_follows(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    raws = read_export(text_file(ODD))
    known = mapping_in(tmp_path, '[columns]\ncustomer_id = "k1"\nordered_on = "wann"\namount = "wieviel"\n')
    mapping = apply_mapping(known, raws, propose_mapping(raws))[0]
    assert mapping.kind == "orders"
    assert mapping.columns["customer_id"] == "k1"
    assert mapping.confidence["customer_id"] == 1.0
    assert tidy(raws, [mapping]).n_customers == 5


def test_the_long_form_settles_each_sheet(workbook: Callable[..., Path], tmp_path: Path) -> None:
    rows = [line.split(",") for line in ORDERS.strip().splitlines()]
    path = workbook({"Old": rows, "Data": [["printed today"], *rows]})
    known = mapping_in(
        tmp_path,
        '[[table]]\nsheet = "Old"\nskip = true\n\n[[table]]\nfile = "exp*.xlsx"\nsheet = "Data"\nkind = "orders"\n'
        'header_row = 2\nday_first = true\ndecimal = "."\n[table.columns]\ncustomer_id = "customer id"\n\n'
        '[aliases]\n"C-102" = "C-101"\n',
    )
    raws = read_export(path)
    mappings = apply_mapping(known, raws, propose_mapping(raws))
    assert (mappings[0].skip, mappings[1].day_first, mappings[1].header_row) == (True, True, 2)
    data = tidy(raws, mappings)
    assert data.customer_ids.tolist() == ["C-101", "C-103"]
    assert [source.sheet for source in data.sources] == ["Data"]


def test_a_header_that_is_not_there_is_refused_with_the_nearest(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    raws = read_export(text_file(ORDERS))
    known = mapping_in(tmp_path, '[columns]\ncustomer_id = "Customer Nr"\n')
    error = code_of(lambda: apply_mapping(known, raws, propose_mapping(raws)))
    assert error.code == "unknown_header"
    assert "customer id" in str(error)


def test_a_sheet_that_is_not_there(text_file: Callable[..., Path], tmp_path: Path) -> None:
    raws = read_export(text_file(ORDERS))
    known = mapping_in(tmp_path, '[[table]]\nfile = "other*.csv"\nskip = true\n')
    assert code_of(lambda: apply_mapping(known, raws, propose_mapping(raws))).code == "no_such_table"


def test_the_order_of_days_and_the_decimal_sign_can_be_said_of_a_table_or_a_column(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    raws = read_export(
        text_file('customer id,order date,amount\nC1,05/06/2024,"1,250"\nC2,06/06/2024,"2,000"\n')
    )
    proposals = propose_mapping(raws)
    whole = '[[table]]\nday_first = false\ndecimal = ","\n'
    single = '[[table]]\n[table.day_first]\n"order date" = false\n[table.decimal]\namount = ","\n'
    for text in (whole, single):
        mappings = apply_mapping(mapping_in(tmp_path, text), raws, proposals)
        assert mappings[0].questions == ()
        orders = tidy(raws, mappings).events["orders"]
        assert (orders["amount"].sum(), set(orders["ordered_on"].dt.month)) == (3.25, {5, 6})
