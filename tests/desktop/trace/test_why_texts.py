"""What the Why panel says of figures and parts, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.figure_views import customers_figure, metric_figure
from retention_desk.desktop.trace.why_texts import (
    by_variant,
    chosen_members,
    customers_of,
    definitions,
    everybody,
    listed,
    of_figure,
    of_unknown,
    source_rows,
    with_limits,
)
from retention_desk.foundation.results import FigureText, Metric
from retention_desk.foundation.trace_results import Members
from retention_desk.foundation.variant_results import FigureVariants, Variant
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis

WORDS = Words("en")
TEXT = FigureText("nps", phrase("NPS"), phrase("A share."))


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(40)


def variants(*values, chosen=0):
    own = [
        Variant("arpu", Metric("arpu", "money", value), phrase("x"), "orders.returns", place, place == chosen)
        for place, value in enumerate(values)
    ]
    first = Variant("arpu", Metric("arpu", "money", values[chosen]), phrase("d"), chosen=True)
    return FigureVariants("arpu", (first, *own))


def test_definitions_tell_the_difference_to_the_one_that_holds(analysis):
    rows = definitions(variants(400.0, 410.0, None), None, analysis)
    assert [row.key for row in rows] == ["1", "2", "3"]
    assert [row.chosen for row in rows] == [True, False, False]
    assert [WORDS(row.note) if row.note else "" for row in rows] == ["", "+£10.00", ""]
    assert [WORDS(row.value) if not isinstance(row.value, str) else row.value for row in rows] == [
        "£400", "£410", "—",
    ]  # fmt: skip
    assert [bool(row.heading) for row in rows] == [True, False, False]


def test_a_definition_just_picked_counts_as_chosen(analysis):
    found = variants(400.0, 410.0)
    rows = definitions(found, found.variants[2], analysis)
    assert [row.chosen for row in rows] == [False, True]
    assert WORDS(rows[0].note) == "−£10.00"
    told = by_variant(of_figure(customers_figure(analysis, WORDS), analysis), found.variants[2], analysis)
    assert WORDS(told.formula) == "**£410**"


def test_a_figure_nobody_can_know_has_no_definitions_to_choose(analysis):
    assert definitions(variants(None, None), None, analysis) == ()


def test_a_figure_of_nobody_is_not_helped_by_another_file():
    lacking = of_unknown(TEXT, Metric("nps", "score", None, missing=phrase("needs column")))
    assert [key for key, _text in lacking.ways] == ["add", "columns"]
    nobody = of_unknown(TEXT, Metric("nps", "score", None, denominator=0.0, missing=phrase("nobody")))
    assert nobody.ways == ()
    assert WORDS(of_unknown(TEXT, None).missing) == "These data do not tell it."


def test_those_below_the_line_alone_are_the_others():
    members = Members(np.array([1, 4]), np.array([1, 2, 3, 4]))
    assert chosen_members(members, "counted") == [1, 4]
    assert chosen_members(members, "others") == [2, 3]


def test_figures_of_the_window_name_their_customers(analysis):
    own = customers_of(customers_figure(analysis, WORDS), analysis)
    assert own.customers == everybody(analysis).customers == tuple(range(40))
    assert customers_of(metric_figure(analysis, "repurchase_rate", WORDS), analysis) is None
    assert set(listed(analysis).customers) == set(analysis.plan.table["customer"])


def test_what_limits_the_rows_follows_the_filters_line_by_line():
    limits = (phrase("as of {day}", day="x"), phrase("from a to b"))
    said = with_limits(phrase("None."), limits, WORDS)
    assert WORDS(said) == "None.\nfrom a to b"
    assert with_limits(phrase("None."), (), WORDS) == phrase("None.")


def test_sheets_are_named_before_their_rows_are_counted(analysis):
    assert [row[-1] for row in source_rows(analysis, None, WORDS)] == ["…"]
