"""Answers as people type them."""

import datetime as dt

import pytest

from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy, with_reason
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES
from retention_desk.reporting.typed_cells import choices_of, folded, is_date_column, typed_own, typed_text

FIGURES = with_reason(FigureSettings(), "Moved away", ["moved"])
CHOICES = choices_of(leaving_taxonomy(FIGURES), {"status": {"Erledigt": "done"}})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_known_in_every_language_with_and_without_its_mark(language):
    words = Words(language)
    for column, answers in (("status", STATUSES), ("outcome", OUTCOMES)):
        for key, label in answers.items():
            said = words(label)
            for text in (said, said.upper(), f" {said}. ", said.lstrip("○◐✓✕ "), key):
                assert CHOICES[column].key_of(text) == key


def test_other_words_own_answers_and_own_reasons():
    assert CHOICES["status"].key_of("Completed!") == "done"
    assert CHOICES["status"].key_of("erledigt") == "done"
    assert CHOICES["leaving_reason"].key_of("moved AWAY") == "Moved away"
    assert CHOICES["status"].key_of("later") is None


def test_what_is_nearest():
    assert CHOICES["status"].nearest("in progres") == "in_progress"
    assert CHOICES["status"].nearest("qqq") is None
    assert CHOICES["leaving_reason"].nearest("they moved last year") == "Moved away"


def test_cells_as_text_and_as_values():
    assert folded("  ✓ Done ") == "done"
    assert [typed_text(cell) for cell in (7.0, 7.5, dt.datetime(2025, 1, 2), "a\r\nb ")] == [
        "7", "7.5", "2025-01-02", "a\nb",
    ]  # fmt: skip
    assert typed_own(dt.datetime(2025, 1, 2)) == dt.date(2025, 1, 2)
    assert typed_own(2.5) == 2.5
    assert typed_own("  ") is None
    assert is_date_column("due")
    assert not is_date_column("note")
