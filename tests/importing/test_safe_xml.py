import pytest

from retention_desk.importing.safe_xml import BrokenXmlError, parse_xml


def events(*blocks: bytes) -> list[object]:
    seen: list[object] = []
    parse_xml(
        blocks,
        lambda name, attributes: seen.append((name, attributes)),
        seen.append,
        lambda t: seen.append([t]),
    )
    return seen


def test_elements_lose_their_prefix() -> None:
    assert events(b"<x:a xmlns:x='u'", b" k='v'>te", b"xt</x:a>")[1:] == [["te"], ["xt"], "a"]


@pytest.mark.parametrize(
    "xml",
    [b"<a>", b"<a></b>", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', b"<a>&e;</a>", b""],
)  # fmt: skip
def test_broken_xml_and_document_types_are_refused(xml: bytes) -> None:
    with pytest.raises(BrokenXmlError):
        events(xml)
