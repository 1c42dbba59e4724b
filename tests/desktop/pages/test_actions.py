"""The actions page: its sentence, its views, and what its fields set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.pages.actions import sentence, told_besides
from retention_desk.foundation.plan_results import FATE_CODES, OpenActions
from retention_desk.foundation.wording import LANGUAGES, Words
from tests.desktop.factory import make_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(120)


@pytest.fixture
def page(opened, analysis):
    opened.session.show_analysis(analysis, "Book")
    return opened.window.open_page("actions")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_tells_what_else_there_is(analysis, language):
    words = Words(language)
    fate = analysis.plan.fate.copy()
    fate[-10:] = FATE_CODES["automated"]
    plan = replace(analysis.plan, fate=fate, open_actions=OpenActions(carried=4, overdue=1))
    said = words(sentence(replace(analysis, plan=plan), words))
    assert "{" not in said
    assert "10" in said
    assert len(told_besides(plan)) == 2
    assert told_besides(replace(plan, fate=np.zeros(0, dtype=np.int8), open_actions=OpenActions())) == []


@pytest.mark.parametrize("view", ["list", "everybody", "plays", "strategies"])
def test_every_view_is_reached_by_a_command(page, opened, view, qtbot):
    assert opened.window.commands.run(f"actions.{view}")
    assert page.views.tabs.key() == view


def test_everybody_opens_a_customer(page, opened, analysis):
    page.open_view("everybody")
    assert page.views.everybody.customers.table.model_.total == analysis.data.n_customers
    page.views.everybody.customer_opened.emit(3)
    assert opened.window.session.customer_sheet.is_open


def test_capacity_is_shared_by_the_people(page, opened):
    opened.session.set_value("capacity.people", 4, "People")
    page.capacity.contacts_set.emit(30, "")
    assert opened.session.settings.capacity.contacts_per_week == 8
    opened.session.set_value("capacity.budget_share", 0.03, "Budget")
    page.capacity.budget_set.emit(250.0)
    capacity = opened.session.settings.capacity
    assert (capacity.budget_amount, capacity.budget_share) == (250.0, None)
    page.capacity.budget_set.emit(0.0)
    assert opened.session.settings.capacity.budget_amount is None
