"""The tenths of a day looked back from, and the way back."""

from __future__ import annotations

from retention_desk.desktop.value_page.tenths_card import ValueTenthsCard
from retention_desk.foundation.results import CheckByTenth
from tests.desktop.small_desk import small_desk
from tests.desktop.value_past import THREE


def test_the_tenths_are_told_and_left_again(qtbot, appearance, manual_executors):
    card = ValueTenthsCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    card.show_tenths(CheckByTenth(THREE[0], 90, "USD"))
    assert card.title.spoken() == "The best tenth spent $225 each; $180 was predicted"
    assert "90 days after 2026-03-01" in card.subtitle.spoken()
    with qtbot.waitSignal(card.closed):
        card.back.click()
