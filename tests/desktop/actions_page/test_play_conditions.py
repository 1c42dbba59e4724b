"""Rows of conditions: borders, texts, adding and taking away are told as conditions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from retention_desk.desktop.actions_page.play_conditions import ConditionRows, condition_columns
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.foundation.written_plays import Condition
from tests.desktop.play_analysis import played

BORDER = Condition("orders", at_least=2.0)


@pytest.fixture
def rows(qtbot, appearance, words):
    rows = ConditionRows(words)
    qtbot.addWidget(rows)
    rows.show_conditions((BORDER,), played(), words)
    rows.told = []
    rows.changed.connect(rows.told.append)
    return rows


def typed(field, text):
    field.setText(text)
    field.editingFinished.emit()


def test_columns_that_the_data_have_are_offered(rows, words):
    columns, texts = condition_columns(played())
    keys = [key for key, _name in columns]
    assert {"orders", "revenue", "churn_probability", "silence_in_rhythms"} <= set(keys)
    assert any(key.startswith("indicator.") for key in keys)
    assert "days_since_last_activity" not in keys
    assert set(texts) <= set(keys)


def test_borders_are_told(rows):
    low, high = rows.findChildren(NumberField)
    assert low.value() == 2
    typed(high, "5")
    assert rows.told[-1] == (Condition("orders", at_least=2.0, at_most=5.0),)
    typed(high, "1")  # under the lower border: not told
    assert len(rows.told) == 1


def test_another_column_one_more_and_one_less(rows):
    rows.findChildren(ChoiceMenu)[0].chosen.emit("revenue")
    assert rows.told[-1] == (Condition("revenue", at_least=0.0),)
    rows.add.click()
    assert len(rows.told[-1]) == 2
    drop = next(one for one in rows.findChildren(Button) if one.icon_name == "x")
    drop.click()
    assert rows.told[-1] == ()


def test_texts_are_parted_by_commas_of_any_kind(rows, words):
    rows.show_conditions((Condition("column.Region", equals=("North",)),), played(), words)
    field = next(
        f for f in rows.findChildren(QLineEdit) if not isinstance(f, NumberField) and f.text() == "North"
    )
    typed(field, "North，华东、South")
    assert rows.told[-1] == (Condition("column.Region", equals=("North", "华东", "South")),)
