"""Suggestions are settled either way; what was put together is taken apart again."""

from __future__ import annotations

import pytest

from retention_desk.desktop.import_wizard.people_view import PeopleView
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.same_person import SamePerson
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw
from tests.desktop.small_desk import said

PEOPLE = (SamePerson(("A", "B"), "email", "a@b.c"), SamePerson(("C", "D"), "phone", "555 1234"))


@pytest.fixture
def show(qtbot, appearance, words):
    view = PeopleView(words)
    qtbot.addWidget(view)
    view.told = []
    view.aliases_changed.connect(lambda aliases, name: view.told.append((dict(aliases), words(name))))

    def shown(aliases=None, people=PEOPLE):
        table = raw()
        settings = DEFAULTS.with_value("general.aliases", aliases or {})
        made = draft((table, mapping(table)), people=people)
        object.__setattr__(made, "settings", settings)
        view.show_draft(made)
        return view

    return shown


def test_each_suggestion_says_why_and_takes_a_decision(show):
    view = show()
    assert "The same e-mail address: a@b.c" in said(view)
    together, apart = view.rows[0].buttons
    together.click()
    apart.click()
    assert view.told == [({"B": "A"}, "Customers put together"), ({"B": "B"}, "Customers kept apart")]


def test_all_are_put_together_at_once(show):
    view = show()
    view.put_all.click()
    assert view.told[0][0] == {"B": "A", "D": "C"}


def test_what_was_decided_is_listed_and_undone_one_by_one(show):
    view = show({"B": "A", "D": "D"})
    assert not view.together.isHidden()
    assert "All suggestions are settled." in said(view)
    apart, again = [row.buttons[0] for row in view.rows]
    apart.click()
    again.click()
    assert [aliases for aliases, _name in view.told] == [{"D": "D"}, {"B": "A"}]


def test_without_suggestions_it_says_what_was_looked_for(show):
    view = show(people=())
    assert "No two customers share" in " ".join(said(view))
    assert view.put_all.isHidden()
