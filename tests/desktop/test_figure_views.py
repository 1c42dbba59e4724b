"""Figures as cards: numbers, units, changes, periods."""

from __future__ import annotations

import datetime as dt

import numpy as np

from retention_desk.desktop.figure_views import first_figures, metric_figure, period_name, value_parts
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis


def test_the_unit_stands_where_the_language_puts_it():
    assert value_parts(0.607, "share", Words("en"), None) == ("60.7", "%", False)
    assert value_parts(486_200.0, "money", Words("en"), "GBP") == ("486,200", "£", True)
    assert value_parts(486_200.0, "money", Words("zh_CN"), "CNY") == ("48.6 万", "¥", True)
    assert value_parts(None, "share", Words("en"), None)[0] == "—"


def test_periods_are_named_by_their_length():
    words = Words("en")
    assert period_name(dt.date(2011, 7, 1), dt.date(2011, 9, 30), words) == "2011-Q3"
    assert period_name(dt.date(2011, 9, 1), dt.date(2011, 9, 30), words) == "Sep 2011"
    assert period_name(dt.date(2011, 1, 1), dt.date(2011, 12, 31), words) == "2011"


def test_a_rise_of_retention_is_better_and_told_in_points():
    shown = metric_figure(make_analysis(50), "retention_rate", Words("en"))
    assert shown is not None
    assert (shown.card.direction, shown.card.meaning) == (1, "better")
    assert Words("en")(shown.card.change) == "+2.4 points on 2011-Q2"


def test_unknown_figures_are_passed_over():
    figures = first_figures(make_analysis(50), Words("en"), ("nps", "repurchase_rate", "value_at_risk"))
    assert [figure.key for figure in figures] == ["repurchase_rate", "value_at_risk"]


def test_the_parts_of_the_value_at_risk_add_up():
    analysis = make_analysis(300)
    (shown,) = first_figures(analysis, Words("en"), ("value_at_risk",))
    parts = [row[2].values["amount"].amount for row in shown.rows]
    assert np.isclose(sum(parts[:-1]), parts[-1])
