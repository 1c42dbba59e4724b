"""The audit as text: findings as CSV that opens harmlessly anywhere."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from retention_desk.desktop.exports.audit_text import audit_csv
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(30)


def exported(analysis, *findings, language="en"):
    """Return the export read back by a plain CSV reader."""
    report = replace(analysis.audit, findings=findings or analysis.audit.findings)
    text = audit_csv(replace(analysis, audit=report), Words(language))
    return list(csv.reader(io.StringIO(text, newline="")))


def test_findings_are_exported_one_a_line(analysis):
    head, *lines = exported(analysis)
    assert head[:4] == ["Kind", "What was found", "Rows", "Amount"]
    assert lines[0] == [
        "Please look", "10 rows name no customer.", "10", "1447000.00", "Set aside: they belong to nobody.",
        "online_retail.xlsx", "Year 2010-2011", "Customer ID", "14, 92, 311",
    ]  # fmt: skip
    assert [line[0] for line in lines] == ["Please look", "Please look", "Note"]
    assert lines[2][3] == "", "an unknown amount is empty, never 0"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_heads_kinds_and_findings_are_said_in_the_language(analysis, language):
    english, chinese = exported(analysis), exported(analysis, language=language)
    assert not set(english[0]) & set(chinese[0])
    assert all(one[0] != other[0] for one, other in zip(english, chinese, strict=True))


def test_text_of_the_file_cannot_become_a_formula(analysis):
    hostile = Finding(
        "x",
        "look",
        1,
        phrase("+1 found"),
        phrase("-kept"),
        "=cmd|' /C calc'!A0",
        "@sheet",
        '\t"quoted", line\n',
    )
    (line,) = exported(analysis, hostile)[1:]
    assert [text[0] for text in (line[1], line[4], line[5], line[6], line[7])] == ["'"] * 5
    assert line[5] == "'=cmd|' /C calc'!A0"
    assert line[7] == '\'\t"quoted", line\n'


def test_an_amount_below_zero_stays_a_number(analysis):
    returned = Finding("returns", "note", 3, phrase("x"), phrase("y"), amount=-189.5)
    (line,) = exported(analysis, returned)[1:]
    assert float(line[3]) == -189.5


def test_lines_end_as_spreadsheets_expect(analysis):
    plain = Finding("a", "note", 1, phrase("x"), phrase("y"), touched=(TouchedRows.of("f", "s", [2]),))
    report = replace(analysis.audit, findings=(plain,))
    text = audit_csv(replace(analysis, audit=report), Words("en"))
    assert text.count("\r\n") == 2
    assert text.replace("\r\n", "").count("\n") == 0
