"""Titles of a list's columns lead back to their keys, in every language."""

import pytest

from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.column_titles import ACTION_TITLES, folded_title, keys_by_title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_leads_to_its_key(language):
    words, known = Words(language), keys_by_title()
    assert {known[folded_title(words(title))] for title in ACTION_TITLES.values()} == set(ACTION_TITLES)


def test_spaces_and_case_do_no_harm():
    assert folded_title(" Contacted\non ") == folded_title("contacted on")
