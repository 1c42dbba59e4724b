"""The button that puts a customer on the list: plays that fit first, changed, taken off, undone."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.desktop.customers.add_to_actions import AddButton, arm_of
from retention_desk.foundation.order_book import order_book
from tests.desktop.factory import make_analysis


@pytest.fixture
def analysis():
    made = make_analysis(80)
    return replace(made, intermediate=MappingProxyType({"book": order_book(made.data)}))


@pytest.fixture
def button(opened, analysis, words):
    opened.session.show_analysis(analysis, "Book")
    return AddButton(opened.session, words, opened.window)


def customer_in(analysis, arm: str) -> int:
    table = analysis.plan.table
    if not arm:
        return int(np.setdiff1d(np.arange(analysis.data.n_customers), table["customer"])[0])
    return int(table.loc[table["arm"] == arm, "customer"].iloc[0])


def entries(menu) -> list[str]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        found += entries(inner) if inner is not None else [action.text()] if action.text() else []
    return found


def first_play(button):
    for action in button.menu().actions():
        inner = action.menu()
        if inner is not None:
            return inner.actions()[0]
        if action.isEnabled() and action.text():
            return action
    raise AssertionError("no play")


def test_a_play_chosen_puts_the_customer_on_the_list_as_one_step(button, opened, analysis):
    customer = customer_in(analysis, "")
    button.show_customer(analysis, customer)
    assert button.text() == "Add to actions"
    first_play(button).trigger()
    added = opened.session.settings.playbook.added
    assert list(added) == [analysis.data.customer_ids[customer]]
    assert opened.waiting("score") == 1
    assert "Add to actions" in opened.window.top_bar.undo.toolTip()
    opened.session.undo()
    assert opened.session.settings.playbook.added == {}


def test_every_play_is_offered_once_those_that_fit_first(button, analysis):
    from retention_desk.playbook.plays_of import play_catalogue

    button.show_customer(analysis, customer_in(analysis, ""))
    texts = [text for text in entries(button.menu()) if text != "Take off the list"]
    assert len(texts) == len(set(texts)) == len(play_catalogue())


def test_one_on_the_list_can_have_another_play_and_come_off_again(button, opened, analysis):
    button.show_customer(analysis, customer_in(analysis, "contact"))
    assert button.text() == "Choose another play"
    first_play(button).trigger()
    assert len(opened.session.settings.playbook.added) == 1
    last = [action for action in button.menu().actions() if action.text()][-1]
    assert last.text() == "Take off the list"
    last.trigger()
    assert opened.session.settings.playbook.added == {}


def test_who_was_held_out_comes_with_a_warning(button, analysis):
    button.show_customer(analysis, customer_in(analysis, "holdout"))
    first = button.menu().actions()[0]
    assert "Held out by chance" in first.text()
    assert not first.isEnabled()


def test_the_arm_of_a_customer(analysis):
    assert arm_of(analysis, customer_in(analysis, "holdout")) == "holdout"
    assert arm_of(analysis, customer_in(analysis, "")) == ""
