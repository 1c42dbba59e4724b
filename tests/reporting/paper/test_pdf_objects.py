import pytest

from retention_desk.reporting.paper.pdf_objects import (
    Name,
    PdfObjects,
    Raw,
    Reference,
    Stream,
    number_text,
    serialised,
)
from tests.reporting.paper.pdf_reading import ReadPdf


def test_values_are_written_as_the_format_has_them():
    assert (
        serialised({"Type": Name("Page"), "Kids": [Reference(3), 1.5, True]})
        == b"<< /Type /Page /Kids [3 0 R 1.5 true] >>"
    )
    assert serialised("é留") == b"<FEFF00E97559>"
    assert serialised(b"\x01\xff") == b"<01FF>"
    assert serialised(Name("A B")) == b"/A#20B"
    assert serialised(Raw(b"null")) == b"null"


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-0.0001, "0"), (0.1234, "0.123"), (12, "12"), (1e-9, "0")]
)
def test_numbers_have_no_exponent(value, text):
    assert number_text(value) == text


def test_a_file_can_be_read_back():
    objects = PdfObjects()
    later = objects.reserve()
    page = objects.add(Stream({"Type": Name("Thing")}, b"hello"))
    objects.put(later, {"Of": page})
    found = ReadPdf(objects.file(later, objects.add({"Title": "x"})))
    assert found.stream(page.number) == b"hello"
    assert found.reference(later.number, "Of") == page.number


def test_an_object_that_was_promised_has_to_be_given():
    objects = PdfObjects()
    reference = objects.reserve()
    with pytest.raises(ValueError, match="never given"):
        objects.file(reference, reference)
