"""What no column tells is asked with both readings; an answer can be changed."""

from __future__ import annotations

import datetime as dt

from retention_desk.desktop.import_wizard.asked_questions import AskedQuestions, asked_text, reading_text
from retention_desk.desktop.import_wizard.draft import AskedQuestion
from retention_desk.foundation.dataset import ColumnQuestion
from retention_desk.foundation.wording import Words
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw

DAYS = ColumnQuestion(
    "day_first", "Day", "05/01/2011", ((True, dt.date(2011, 1, 5)), (False, dt.date(2011, 5, 1))), True
)


def test_the_question_and_its_readings_are_plain(words):
    assert words(asked_text(DAYS)) == "“Day”: what is 05/01/2011?"
    assert reading_text(dt.date(2011, 1, 5), words) == "5 January 2011"
    assert reading_text(dt.date(2011, 1, 5), Words("zh_CN")) == "2011年1月5日"
    assert reading_text(1.234, words) == "1.234"
    assert reading_text(1234.0, words) == "1,234"


def test_the_guess_holds_until_somebody_answers(qtbot, appearance, words):
    panel = AskedQuestions(words)
    qtbot.addWidget(panel)
    table = raw()
    asked = AskedQuestion(DAYS, (0,))
    panel.show_draft(draft((table, mapping(table)), asked=(asked,)))
    assert [row.isChecked() for row in panel.rows] == [True, False]
    assert "our guess" in panel.rows[0].accessibleName()
    with qtbot.waitSignal(panel.answered) as told:
        panel.rows[1].click()
    assert told.args == [asked, False]
    answered = mapping(table, day_first_of={"Day": False})
    panel.show_draft(draft((table, answered), asked=(asked,)))
    assert [row.isChecked() for row in panel.rows] == [False, True]
    panel.show_draft(draft((table, answered)))
    assert panel.isHidden()
