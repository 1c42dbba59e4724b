"""What a play says when its row is opened."""

from __future__ import annotations

import re

import pytest

from retention_desk.desktop.actions_page.play_texts import play_texts
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.wording import Words
from retention_desk.playbook import plays
from retention_desk.playbook.play import Play

PLAYS = load_catalogue(plays, Play)


@pytest.mark.parametrize("key", list(PLAYS))
def test_the_script_is_that_of_the_catalogue_in_three_languages(key):
    script = play_texts(key).script
    assert (play_texts(key).label, script) == (PLAYS[key].label, PLAYS[key].script)
    english = Words("en")(script)
    assert len(english.split()) >= 5
    assert "{" not in english, "what is read out has no gap left"
    for language in ("zh_CN", "zh_TW"):
        assert re.search("[\u4e00-\u9fff]", Words(language)(script))


def test_a_play_that_is_gone_says_nothing():
    gone = play_texts("a_play_of_an_older_version")
    assert (gone.label, gone.script) == (None, None)
