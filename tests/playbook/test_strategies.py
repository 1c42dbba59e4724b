"""The fourteen strategies, and how many of them the plays carry out."""

from __future__ import annotations

from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays_of import play_catalogue
from retention_desk.playbook.strategies import STRATEGIES


def test_there_are_fourteen_and_each_has_a_name_in_three_languages():
    assert len(STRATEGIES) == 14
    assert all(
        Words(language).knows(name.text) for name in STRATEGIES.values() for language in ("zh_CN", "zh_TW")
    )


def test_most_of_them_have_a_play():
    plays = play_catalogue().values()
    assert len({play.strategy for play in plays}) >= 12
