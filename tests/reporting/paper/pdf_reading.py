"""A PDF read back by its own bytes: its objects, its pages and the text on them."""

from __future__ import annotations

import re
import zlib


class ReadPdf:
    """What a PDF file holds; written for the files that `write_pdf` makes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.objects: dict[int, bytes] = {}
        start = int(re.search(rb"startxref\n(\d+)", data).group(1))
        entries = re.findall(rb"(\d{10}) 00000 n ", data[start:])
        for number, place in enumerate(map(int, entries), start=1):
            head = b"%d 0 obj\n" % number
            assert data[place : place + len(head)] == head, f"the table points beside object {number}"
            self.objects[number] = data[place + len(head) : data.index(b"\nendobj\n", place)]

    def stream(self, number: int) -> bytes:
        body = self.objects[number]
        start = body.index(b"\nstream\n") + 8
        packed = body[start : body.rindex(b"\nendstream")]
        assert int(re.search(rb"/Length (\d+)", body).group(1)) == len(packed)
        return zlib.decompress(packed)

    def of_type(self, name: str) -> list[int]:
        return [
            n for n, body in self.objects.items() if re.search(rb"/Type /" + name.encode() + rb"\b", body)
        ]

    def reference(self, number: int, key: str) -> int:
        return int(re.search(rb"/" + key.encode() + rb" (\d+) 0 R", self.objects[number]).group(1))

    @property
    def pages(self) -> list[int]:
        (tree,) = self.of_type("Pages")
        kids = re.search(rb"/Kids \[([^\]]*)\]", self.objects[tree]).group(1)
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]

    def fonts(self, page: int) -> dict[str, dict[str, str]]:
        """Return code → text by font name."""
        resources = self.objects[self.reference(page, "Resources")]
        found = re.search(rb"/Font << (.*?) >>", resources).group(1)
        maps = {}
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", found):
            lines = self.stream(self.reference(int(number), "ToUnicode")).decode("ascii")
            pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", lines, re.MULTILINE)
            maps[name.decode()] = {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
        return maps

    def lines(self, page: int) -> list[str]:
        """Return the texts of a page as they were set, runs of one line together."""
        maps = self.fonts(page)
        content = self.stream(self.reference(page, "Contents")).decode("ascii")
        said: list[tuple[str, str]] = []
        for font, y, shown in re.findall(r"BT /(F\d+) .*? Tm? ?.*?([\d.]+) Tm \[(.*?)\]TJ ET", content):
            codes = "".join(re.findall(r"<([0-9A-F]+)>", shown))
            text = "".join(maps[font][codes[at : at + 4]] for at in range(0, len(codes), 4))
            said.append((y, text))
        return [text for _, text in said]

    @property
    def text(self) -> str:
        return "\n".join("".join(self.lines(page)) for page in self.pages)
