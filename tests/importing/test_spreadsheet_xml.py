import datetime as dt

import pytest

from retention_desk.importing.html_tables import TooManyCellsError
from retention_desk.importing.safe_xml import BrokenXmlError
from retention_desk.importing.spreadsheet_xml import spreadsheet_xml

BOOK = b"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Orders"><Table>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">Customer</Data></Cell>
<Cell><Data ss:Type="String">When</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="String">a<B>b</B></Data></Cell>
<Cell><Data ss:Type="DateTime">2024-01-05T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table>
<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


def test_cells_stand_where_they_stand_in_excel() -> None:
    (sheet,) = spreadsheet_xml([BOOK[:400], BOOK[400:]], 100)
    assert (sheet.name, sheet.hidden, sheet.merged) == ("Orders", True, [(2, 1, 2, 2)])
    assert sheet.cells == {
        (2, 1): "Customer", (2, 3): "When", (3, 1): 7.0, (3, 2): "ab", (3, 3): dt.date(2024, 1, 5),
        (3, 4): "TRUE", (3, 5): "#N/A",
    }  # fmt: skip


def test_what_is_broken_or_too_large_is_refused() -> None:
    with pytest.raises(BrokenXmlError):
        spreadsheet_xml([BOOK[:-20]], 100)
    with pytest.raises(TooManyCellsError):
        spreadsheet_xml([BOOK], 2)
    with pytest.raises(ValueError, match="beyond"):
        spreadsheet_xml([BOOK.replace(b'Index="3"', b'Index="9999999"')], 100)
