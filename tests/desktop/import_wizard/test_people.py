"""Decisions about customers with several IDs: chains end at the one that stays, nothing is lost."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.desktop.import_wizard.people import (
    CustomerNames,
    keep_apart,
    kept_apart,
    open_suggestions,
    persons,
    put_together,
    take_apart,
)
from retention_desk.importing.same_person import SamePerson

PAIR = SamePerson(("A", "B"), "email", "a@b.c")
IDS = st.sampled_from("ABCDEF")


def test_a_suggestion_is_settled_by_either_decision():
    assert open_suggestions((PAIR,), {}) == (PAIR,)
    assert open_suggestions((PAIR,), put_together({}, PAIR.ids)) == ()
    apart = keep_apart({}, PAIR.ids)
    assert open_suggestions((PAIR,), apart) == ()
    assert kept_apart(apart) == ("B",)
    assert persons(apart) == ()
    assert open_suggestions((PAIR,), take_apart(apart, "B")) == (PAIR,)


def test_whoever_counted_as_one_of_them_comes_along():
    aliases = put_together(put_together({}, ("A", "B")), ("C", "B"))
    assert aliases == {"A": "C", "B": "C"}
    assert take_apart(aliases, "B") == {"A": "C"}


@given(st.lists(st.lists(IDS, min_size=2, max_size=3, unique=True), max_size=5))
def test_every_alias_ends_at_once_at_somebody_who_stays(groups):
    aliases: dict[str, str] = {}
    for ids in groups:
        aliases = put_together(aliases, ids)
        assert {aliases.get(key, key) for key in ids} == {ids[0]}
    assert not set(aliases.values()) & set(aliases)
    assert sum(1 + len(person.others) for person in persons(aliases)) == len({*aliases, *aliases.values()})


def test_customers_are_found_by_id_and_name():
    class Data:
        customer_ids = pd.Index(["C-1", "C-12", "K-1"], dtype="str")
        names = pd.Series(["Anna Li", "C-12", "Cora"]).to_numpy(dtype=object)

    names = CustomerNames(Data())
    assert names.called("C-1") == "C-1 · Anna Li"
    assert names.called("C-12") == "C-12"
    assert names.called("gone") == "gone"
    assert names.found("c-1", 5) == ["C-1", "C-12"]
    assert names.found("co", 5) == ["K-1"]
    assert names.found(" ", 5) == []
    assert CustomerNames(None).found("a", 5) == []
