"""A switch for any setting: its choices come from its type."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.desktop.audit_page.setting_switch import SettingSwitch, options_of, type_of, value_text
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.foundation.settings import DEFAULTS, leaf_keys


@pytest.fixture
def make(qtbot, appearance, words):
    def made(key: str):
        told = []
        days = (dt.date(2011, 1, 1), dt.date(2011, 12, 9))
        switch = SettingSwitch(key, DEFAULTS, words, lambda *pair: told.append(pair), days)
        qtbot.addWidget(switch)
        return switch, told

    return made


def test_options_are_those_the_settings_model_allows():
    assert options_of("orders.duplicates") == ("keep", "drop_exact")
    assert options_of("general.day_first") == ("auto", True, False)
    assert options_of("health.smooth") == (True, False)
    assert options_of("general.as_of") == ()
    assert options_of("general.currency") == ()
    for key in leaf_keys():
        for option in options_of(key):
            assert DEFAULTS.with_value(key, option).value_of(key) == option
        assert type_of(key) is not None


def test_a_choice_is_told_once_with_its_value(make):
    switch, told = make("orders.duplicates")
    assert [row.isChecked() for row in switch.rows] == [True, False]
    switch.rows[0].click()
    switch.rows[1].click()
    assert told == [("orders.duplicates", "drop_exact")]


def test_true_is_not_taken_for_auto(make):
    switch, told = make("general.day_first")
    assert [row.isChecked() for row in switch.rows] == [True, False, False]
    switch.rows[2].click()
    assert told == [("general.day_first", False)]


def test_codes_days_and_numbers_have_fields_of_their_own(make):
    switch, told = make("general.currency")
    assert isinstance(switch.control, ChoiceMenu)
    switch.control.chosen.emit("EUR")
    switch.control.chosen.emit("")
    assert told == [("general.currency", "EUR"), ("general.currency", None)]
    switch, told = make("general.as_of")
    assert isinstance(switch.control, MenuButton)
    switch.control.menu().actions()[0].trigger()
    assert told == [("general.as_of", None)]
    switch, told = make("general.active_window_days")
    assert isinstance(switch.control, NumberField)
    switch.control.changed.emit(30.0)
    assert told == [("general.active_window_days", 30)]
    assert isinstance(told[0][1], int)
    assert make("general.aliases")[0].control is None


def test_values_are_said_in_words_where_there_are_some(words):
    assert words(value_text("orders.duplicates", "keep")) == "Keep repeats"
    assert words(value_text("health.smooth", True)) == "yes"
    assert value_text("churn.model", "random_forest") == "random forest"
