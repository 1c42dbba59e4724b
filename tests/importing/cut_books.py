"""Workbooks as other programs order and write their parts."""

from __future__ import annotations

import io
import re
import zipfile


def parts_of(data):
    """Return the parts of an archive by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def packed(parts, *, streamed=False):
    """Return an archive of parts; streamed, the sizes stand behind each of them."""
    stream = _OneWay() if streamed else io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def texts_first(data):
    """Return a workbook whose sheets are the last of its parts."""
    parts = parts_of(data)
    last = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")}
    return packed({name: part for name, part in parts.items() if name not in last} | last)


def texts_apart(data):
    """Return a workbook whose texts stand in a part of their own, behind the sheets as Excel has them."""
    parts = parts_of(data)
    texts = []
    inside = re.compile(rb'<c ([^>]*)t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)

    def apart(match):
        texts.append(match[3])
        return b'<c %st="s"%s><v>%d</v></c>' % (match[1], match[2], len(texts) - 1)

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = inside.sub(apart, parts.pop(name))
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (main, items)
    links = "xl/_rels/workbook.xml.rels"
    if b"sharedStrings" not in parts[links]:
        link = b'<Relationship Id="texts" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'
        parts[links] = parts[links].replace(b"</Relationships>", link + b"</Relationships>")
    return packed(parts)


class _OneWay(io.RawIOBase):
    def __init__(self):
        self.written = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.written += bytes(data)
        return len(data)

    def getvalue(self):
        return bytes(self.written)
