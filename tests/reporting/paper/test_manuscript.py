import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.blocks import text_block
from retention_desk.reporting.paper.manuscript import BOTTOM, TOP, WIDTH, Manuscript, Running
from retention_desk.reporting.paper.marks import TextMark
from retention_desk.reporting.paper.paper_table import Column, Row

RUNNING = Running("Report", "orders.xlsx", "as of 2024-09-30")


def book(progress=None) -> Manuscript:
    return Manuscript(Words("en"), RUNNING, *([progress] if progress else []))


def tops(page, text):
    return [mark.y for mark in page.marks if isinstance(mark, TextMark) and mark.line.text == text]


def test_every_page_has_its_number_and_its_foot():
    made = book()
    made.section("a", "First")
    made.paragraph("text")
    made.new_page()
    made.paragraph("more")
    pages = made.finish()
    assert "page 1 of 2" in pages[0].text
    assert "page 2 of 2" in pages[1].text
    assert all("as of 2024-09-30" in page.text and "orders.xlsx" in page.text for page in pages)
    assert "Report" not in pages[0].text
    assert "First" in pages[1].text  # its running head


def test_nothing_stands_below_the_bottom():
    made = book()
    made.section("a", "First", "A sentence.")
    for k in range(80):
        made.paragraph(f"line {k}")
    for page in made.pages:
        assert max(mark.y for mark in page.marks if isinstance(mark, TextMark)) <= BOTTOM
    assert len(made.pages) == 3


def test_a_heading_stays_with_what_follows():
    for filled in range(30, 40):
        made = book()
        made.section("a", "First")
        for _ in range(filled):
            made.paragraph("x")
        made.heading("h", "Heading")
        made.add(text_block("after " * 40, WIDTH, "en"))
        (page,) = [page for page in made.pages if tops(page, "Heading")]
        assert any(mark.line.text.startswith("after") for mark in page.marks if isinstance(mark, TextMark))


def test_a_long_table_repeats_its_header_and_a_short_one_stays_whole():
    columns = (Column("Name", grows=True), Column("n", right=True))
    made = book()
    made.section("a", "First")
    made.table(columns, [Row((f"row {k}", str(k))) for k in range(90)])
    assert len(made.pages) == 3
    assert all(len(tops(page, "Name")) == 1 for page in made.pages)
    said = [mark.line.text for page in made.pages for mark in page.marks if isinstance(mark, TextMark)]
    assert [text for text in said if text.startswith("row ")] == [f"row {k}" for k in range(90)]
    short = book()
    short.section("a", "First")
    for _ in range(28):
        short.paragraph("x")
    short.table(columns, [Row((f"row {k}", str(k))) for k in range(9)])
    assert not tops(short.pages[0], "row 0")
    assert tops(short.pages[1], "row 8")


def test_the_last_row_is_never_alone():
    columns = (Column("Name", grows=True),)
    for n in range(30, 44):
        made = book()
        made.section("a", "First")
        made.table(columns, [Row((f"row {k}",)) for k in range(n)])
        last = made.pages[-1].text
        assert last.count("row ") != 1


def test_a_section_begins_on_the_page_where_half_of_it_is_free():
    made = book()
    made.section("a", "First")
    made.paragraph("text")
    made.section("b", "Second")
    made.paragraph("text")
    assert len(made.pages) == 1
    for _ in range(25):
        made.paragraph("x")
    made.section("c", "Third")
    made.paragraph("text")
    assert len(made.pages) == 2
    assert [anchor.key for page in made.pages for anchor in page.anchors] == ["a", "b", "c"]


def test_contents_tell_page_numbers_and_lead_there():
    made = book()
    made.new_page("")
    made.paragraph("cover")
    made.leave_room_for_contents(2)
    for key in ("b", "c"):
        made.new_page()
        made.y = TOP
        made.section(key, f"Part {key}")
        made.paragraph("text")
    pages = made.finish()
    assert {link.key for link in pages[0].links} == {"b", "c"}
    assert "Part b" in pages[0].text
    assert "3" in pages[0].text.split("\n")


def test_it_stops_at_a_new_page_when_asked_to():
    def stop(_done, _doing):
        raise Cancelled

    with pytest.raises(Cancelled):
        book(Progress(stop)).new_page()


def test_bullets_run_over_pages():
    made = book()
    made.section("a", "First")
    made.bullets(["a sentence"] * 60)
    assert len(made.pages) == 2
    made.bullets([])
