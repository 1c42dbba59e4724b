import re

import numpy as np
import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.reporting.paper.marks import Anchor, Link, Page, ShapeMark, TextMark, box
from retention_desk.reporting.paper.set_text import set_line
from retention_desk.reporting.paper.write_pdf import About, pdf_bytes
from tests.reporting.paper.pdf_reading import ReadPdf

ABOUT = About("Title 标题", "en", "Retention Desk")


def page(*texts: tuple[str, str], anchors=(), links=()) -> Page:
    marks = [
        TextMark(50, 100 + 30 * k, set_line(text, language), 12, "#1C1E21")
        for k, (text, language) in enumerate(texts)
    ]
    return Page([*marks], [*anchors], [*links])


def test_text_comes_back_as_text_in_every_script():
    said = [("Retention 42.3 %", "en"), ("留存率与流失（预测）", "zh_CN"), ("客戶終身價值 CLV", "zh_TW")]
    found = ReadPdf(pdf_bytes([page(*said)], ABOUT))
    joined = "".join(found.lines(found.pages[0]))
    for text, _ in said:
        assert text in joined


def test_the_same_pages_give_the_same_bytes():
    assert pdf_bytes([page(("x", "en"))], ABOUT) == pdf_bytes([page(("x", "en"))], ABOUT)


def test_pages_are_a4_and_there_are_as_many():
    found = ReadPdf(pdf_bytes([page(("a", "en")), page(("b", "en"))], ABOUT))
    assert len(found.pages) == 2
    assert b"/MediaBox [0 0 595.276 841.89]" in found.objects[found.pages[0]]


def test_anchors_become_bookmarks_and_links_lead_to_them():
    first = page(("contents", "en"), links=[Link((10, 10, 60, 30), "b"), Link((0, 0, 1, 1), "nowhere")])
    second = page(("b", "en"), anchors=[Anchor("b", "Second", 90), Anchor("c", "Part", 200, level=1)])
    found = ReadPdf(pdf_bytes([first, second], ABOUT))
    titles = [bytes.fromhex(text.decode()).decode("utf-16") for body in found.objects.values()
              for text in re.findall(rb"/Title <([0-9A-F]+)>", body)]  # fmt: skip
    assert {"Second", "Part", ABOUT.title} <= set(titles)
    (link,) = found.of_type("Annot")
    assert b"/Dest [%d 0 R /XYZ" % found.pages[1] in found.objects[link]


def test_shapes_are_outlines_with_colour_dash_and_opacity():
    curve = ShapeMark(
        np.array([(0, 0), (10, 20), (20, 0)], dtype=float), np.array([1, 3, 3], dtype=np.uint8),
        stroke="#FF0000", dash=(2.0, 3.0), opacity=0.5, round_joins=True,
    )  # fmt: skip
    sheet = Page([box(10, 10, 20, 20, fill="#00FF00", stroke="#000000"), curve])
    found = ReadPdf(pdf_bytes([sheet], ABOUT))
    content = found.stream(found.reference(found.pages[0], "Contents")).decode()
    assert "0 1 0 rg" in content
    assert " B Q" in content
    assert "/O500 gs" in content
    assert "[2 3] 0 d" in content
    assert "6.667 13.333 13.333 13.333 20 0 c" in content  # a quadratic curve as a cubic one
    assert b"/O500 <<" in b"".join(found.objects.values())


def test_it_stops_when_asked_to():
    def stop(_done, _doing):
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf_bytes([page(("a", "en"))], ABOUT, Progress(stop))
