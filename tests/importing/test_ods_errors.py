import io
import zipfile

import pytest

from retention_desk.importing.ods_errors import ods_errors
from retention_desk.importing.reader_jobs import with_calamine
from retention_desk.importing.safe_xml import BrokenXmlError

from .test_reader_jobs import cells

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ERROR = (
    '<table:table-cell {more}office:value-type="string" office:string-value="" calcext:value-type="error">'
    "<text:p>{shown}</text:p></table:table-cell>"
)


def text(said: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'


def ods(*rows: str, name: str = "Orders") -> bytes:
    """Return a workbook written as LibreOffice writes it."""
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


BOOK = ods(
    f"<table:table-row>{text('customer')}{text('amount')}{text('note')}</table:table-row>",
    '<table:table-row table:number-rows-repeated="2">'
    f"{text('A')}{ERROR.format(more='', shown='#DIV/0!')}{text('x')}</table:table-row>",
    '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
    f"{ERROR.format(more='', shown='#N/A')}</table:table-row>",
    f"<table:table-row>{text('B')}{text('#REF!')}{text('y')}</table:table-row>",
)


def test_errors_are_found_where_they_stand() -> None:
    assert ods_errors(io.BytesIO(BOOK)) == {"Orders": {(1, 1): "#DIV/0!", (2, 1): "#DIV/0!", (3, 2): "#N/A"}}


def test_errors_are_cells_of_the_sheet() -> None:
    (sheet,) = with_calamine(BOOK, 10**6)
    assert cells(sheet.columns[1]) == ["amount", "#DIV/0!", "#DIV/0!", None, "#REF!"]
    assert cells(sheet.columns[2]) == ["note", "x", "x", "#N/A", "y"]


def test_a_document_type_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(BrokenXmlError):
        ods_errors(stream)
