import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.reporting.paper.faces import faces_of
from retention_desk.reporting.paper.set_text import readable, set_line, text_width, wrapped


def test_a_line_has_every_character_once():
    line = set_line("Retention 42.3 %", "en")
    assert "".join(text for run in line.runs for text in run.characters) == "Retention 42.3 %"
    assert line.width > 0
    assert set_line("", "en").width == 0


def test_figures_have_one_width_and_pairs_are_kerned():
    assert text_width("1,111", 12, "en") == pytest.approx(text_width("8,888", 12, "en"))
    assert text_width("To", 12, "en") < text_width("T", 12, "en") + text_width("o", 12, "en")


def test_characters_no_face_has_are_question_marks_and_control_characters_are_left_out():
    faces = faces_of("en")
    assert readable("a\U0010fff0b", faces) == "a?b"
    assert readable("a\x07\u202e\ud800b", faces) == "ab"
    assert readable("a\tb\r\nc", faces) == "a b  c"
    assert readable("plain", faces) == "plain"


def test_lines_end_between_words():
    lines = wrapped("one two three four five six", 60, 12, "en")
    assert " ".join(lines) == "one two three four five six"
    assert len(lines) > 1
    assert all(text_width(line, 12, "en") <= 60 for line in lines)


def test_chinese_lines_do_not_begin_with_a_closing_mark_nor_end_with_an_opening_one():
    text = "留存率（按人数）为 60%，流失率为 40%；两者相加为 100%。"
    for width in range(60, 200, 7):
        lines = wrapped(text, width, 12, "zh_CN")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line[0] in "，。；）%" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_a_word_wider_than_a_line_is_cut_where_the_line_is_full():
    lines = wrapped("x" * 500, 100, 12, "en")
    assert "".join(lines) == "x" * 500
    assert all(text_width(line, 12, "en") <= 100 for line in lines)


def test_a_number_stays_with_its_n():
    assert not any(
        line.endswith("n =")
        for width in range(40, 120)
        for line in wrapped("of all n = 3,000", width, 12, "en")
    )


def test_more_lines_than_wanted_end_in_a_mark():
    assert wrapped("one two three four five six", 50, 12, "en", most=1) == ["one…"] or wrapped(
        "one two three four five six", 50, 12, "en", most=1
    )[0].endswith("…")
    assert wrapped("one\ntwo", 500, 12, "en") == ["one", "two"]


@given(st.text(max_size=80), st.floats(30, 300))
def test_no_text_is_ever_wider_than_its_room(text, width):
    for line in wrapped(readable(text, faces_of("en")), width, 12, "en"):
        assert text_width(line, 12, "en") <= width + 1 or len(line) == 1
