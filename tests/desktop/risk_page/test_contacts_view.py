"""How many to contact: the list follows the slider, and the capacity is an edit that can be undone."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.desktop.risk_page.contacts_view import contacts_sentence, lack_note
from tests.desktop.risk_analyses import refused, risk_analysis


@pytest.fixture
def view(opened):
    opened.session.show_analysis(risk_analysis(), "Book")
    page = opened.window.open_page("risk")
    page.open_view("contacts")
    opened.run("answer")
    return page.views["contacts"]


def typed(view, contacts):
    view.card.field.setText(str(contacts))
    view.card.field.editingFinished.emit()


def test_the_list_holds_the_likeliest(view, opened, qtbot):
    analysis = opened.session.analysis
    typed(view, 12)
    table = view.customers.table.model_
    qtbot.waitUntil(lambda: len(table.rows) == 12)
    probability = analysis.churn.probability
    assert set(table.rows.tolist()) == set(np.argsort(-probability)[:12].tolist())
    assert view.chart.title.spoken().startswith("12 contacts reach")


def test_figures_come_before_the_list_is_filtered(view, words):
    before = len(view.customers.table.model_.rows)
    typed(view, 77)
    assert view.card.tiles.labels[0][1].spoken() == words.count(view.card.point().leavers)
    assert len(view.customers.table.model_.rows) == before


def test_what_is_saved_is_the_sum_over_the_contacts(view, opened, words):
    stakes = questions.contact_stakes(opened.session.analysis)
    assert view.card.tiles.labels[4][1].spoken() == words.money(float(stakes.saved[30]), "GBP")


def test_the_capacity_becomes_a_setting_and_can_be_undone(view, opened):
    typed(view, 55)
    view.card.use.click()
    assert opened.session.settings.capacity.contacts_per_week == 55
    assert opened.window.words(opened.session.undo_name) == "Capacity"
    opened.session.undo()
    assert opened.session.settings.capacity.contacts_per_week == 30


@pytest.mark.parametrize("status", ["refused", "off"])
def test_without_a_tested_forecast_the_reason_is_said(view, opened, status, words):
    opened.session.show_analysis(refused(status), "Book")
    assert view.lack.isVisible()
    assert not view.card.isVisible()
    assert words(lack_note(refused(status).churn)) == view.lack.note.spoken()
    view.lack.button.click()
    assert opened.window.page("risk").tabs.key() == "limits"


def test_sentences(words):
    curve = risk_analysis().churn.contacts
    assert "would otherwise leave" in words(contacts_sentence(curve.today(30)))
    assert words(contacts_sentence(curve.today(0))).startswith("Move the slider")
