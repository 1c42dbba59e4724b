"""Who changes band: before and now, by direction, opening the customer."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.health_page.band_changes import BandChanges, band_changes
from retention_desk.desktop.health_page.changes_card import ChangesCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis, make_health

NOBODY = np.zeros(0, dtype=np.intp)


@pytest.fixture(scope="module")
def moved():
    """An analysis, its health before with other weights, and who changes band."""
    analysis = make_analysis(300)
    tree = {"silence": 75.0, "frequency": 5.0, "amount": 5.0, "breadth": 5.0, "returns": 5.0, "tenure": 5.0}
    before = make_health(analysis.indicators, AnalysisSettings().with_value("health.weights", tree))
    changes = band_changes(before, analysis.health)
    assert changes.up
    assert changes.down
    return analysis, before, changes


class Sheet:
    """Notes which customer is shown."""

    def __init__(self):
        self.shown, self.is_open = [], False

    def show_customer(self, customer, _stepper):
        self.shown.append(customer)
        self.is_open = True


@pytest.fixture
def card(qtbot, appearance, manual_executors, moved, words):
    sheet = Sheet()
    card = ChangesCard(Desk(SimpleNamespace(words=words), SimpleNamespace(customer_sheet=sheet)))
    card.sheet = sheet
    qtbot.addWidget(card)
    card.resize(900, 400)
    card.show()
    card.show_changes(*moved, words)
    return card


def column(card, key):
    model = card.table.model_
    place = [spec.key for spec in model.specs].index(key)
    return [model.text(row, place) for row in range(model.rowCount())]


def test_the_title_counts_them_and_the_chips_their_direction(card, moved):
    changes = moved[2]
    assert card.title.spoken() == f"{len(changes.customers)} customers change band"
    assert card.down.accessibleName() == f"moved down {changes.down}"
    assert card.up.accessibleName() == f"moved up {changes.up}"


def test_rows_give_the_scores_before_and_now_and_their_difference(card, moved):
    analysis, before, changes = moved
    chosen = changes.customers[:40]
    assert column(card, "name") == [str(12_000 + place) for place in chosen]
    assert column(card, "before") == [f"{before.score[place]:.1f}" for place in chosen]
    assert column(card, "now") == [f"{analysis.health.score[place]:.1f}" for place in chosen]
    told = [float(text.replace("−", "-")) for text in column(card, "change")]
    assert told == pytest.approx(analysis.health.score[chosen] - before.score[chosen], abs=0.051)


@pytest.mark.parametrize(("chip", "sign"), [("down", -1), ("up", 1)])
def test_a_chip_leaves_one_direction_and_again_both(card, moved, qtbot, chip, sign):
    analysis, before, changes = moved
    step = analysis.health.band.astype(int) - before.band.astype(int)
    expected = [place for place in changes.customers if np.sign(step[place]) == sign][:40]
    both = column(card, "name")
    qtbot.mouseClick(getattr(card, chip), Qt.MouseButton.LeftButton)
    assert column(card, "name") == [str(12_000 + place) for place in expected]
    assert (card.down.isChecked(), card.up.isChecked()) == (chip == "down", chip == "up")
    qtbot.mouseClick(getattr(card, chip), Qt.MouseButton.LeftButton)
    assert column(card, "name") == both
    assert not card.down.isChecked()
    assert not card.up.isChecked()


def test_a_row_opens_its_customer_and_the_sheet_follows_the_arrows(card, moved):
    customers = moved[2].customers
    card.table.selectRow(2)
    assert card.sheet.shown == [], "reading the table opens nothing"
    card.table.row_activated.emit(2)
    assert card.sheet.shown == [customers[2]]
    card.step(1)
    assert card.sheet.shown[-1] == customers[3]
    assert Words("en")(card.place_of(int(customers[3]))) == f"4 of {len(column(card, 'name'))}"
    assert Words("en")(card.place_of(10**6)).startswith("0 of")


def test_nobody_leaves_a_hint_instead_of_an_empty_table(card, moved, words):
    analysis = moved[0]
    nobody = BandChanges(NOBODY, NOBODY, 0, 0)
    card.show_changes(analysis, analysis.health, nobody, words)
    assert card.title.spoken() == "Nobody changes band"
    assert card.subtitle.spoken() == "Move a weight or a threshold to see who would."
    assert card.table.isHidden()
    assert card.down.isHidden()
    low = card.maximumHeight()
    card.show_changes(*moved, words)
    assert not card.table.isHidden()
    assert card.maximumHeight() > low


def test_one_customer_is_said_in_the_singular_and_the_rest_in_chinese(card, moved):
    analysis, before, changes = moved
    one = BandChanges(changes.customers[:1], changes.moved, 1, 0)
    card.show_changes(analysis, before, one, Words("en"))
    assert card.title.spoken() == "1 customer changes band"
    words = Words("zh_CN")
    card.show_changes(analysis, before, changes, words)
    retranslate_tree(card, words)
    assert "customers" not in card.title.spoken()
    assert str(len(changes.customers)) in card.title.spoken()
    assert set(column(card, "tier")) <= {"高价值", "潜力", "一般"}
