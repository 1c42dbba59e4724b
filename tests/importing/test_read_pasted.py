import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.read_pasted import read_pasted

from .conftest import ORDERS


def test_cells_of_a_spreadsheet() -> None:
    (raw,) = read_pasted('客户编号\t金额\t备注\n007\t12.50\t"第一行\n第二行"\n008\t3\t\n')
    assert (raw.file, raw.delimiter, raw.headers) == ("clipboard", "\t", ("客户编号", "金额", "备注"))
    assert raw.cells[2].tolist()[1] == "第一行\n第二行"


def test_delimited_text_and_a_page() -> None:
    assert read_pasted(ORDERS, name="剪贴板")[0].file == "剪贴板"
    page = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\n<html><body><table><tr><td>customer</td><td>amount</td></tr><tr><td>C1</td><td>5</td></tr></table>"
    assert read_pasted(page)[0].headers == ("customer", "amount")


@pytest.mark.parametrize(("text", "code"), [("", "empty_file"), ("hello", "no_table")])
def test_what_is_no_table_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserFacingError) as error:
        read_pasted(text)
    assert error.value.code == code
