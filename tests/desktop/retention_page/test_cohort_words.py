"""What the cohort grid says: names, answers, the sentence of a cell, Wilson's interval."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.desktop.retention_page.cohort_cells import CohortLook, cohort_cells
from retention_desk.desktop.retention_page.cohort_words import (
    cell_sentence,
    grid_titles,
    period_after,
    row_name,
    wilson,
)
from retention_desk.foundation.wording import Words
from tests.desktop.retention_page.test_cohort_cells import GRID

WORDS = Words("en")


def titles(orders=True, **look):
    chosen = CohortLook(**look)
    return tuple(
        WORDS(said)
        for said in grid_titles(GRID, cohort_cells(GRID, WORDS, chosen), chosen, WORDS, orders=orders)
    )


def test_the_answer_tells_orders_from_use():
    # 17 of 60: 28 %.
    assert titles()[0] == "More than a quarter of new buyers order again in any later month"
    assert titles(orders=False)[0] == "More than a quarter are active in any later month"
    assert titles()[1] == "Share of each cohort with an order in that month, % · n = 70"
    assert titles(orders=False, later=True)[1].startswith(
        "Share of each cohort active in that month or later"
    )


def test_the_answer_follows_what_is_counted():
    # (6 + 10) of 50 in the month after or later.
    assert titles(later=True)[0] == "Nearly a third of new buyers still order a month later"
    assert titles(measure="customers")[1].startswith("Customers of each cohort seen in that month ·")
    assert titles(measure="revenue")[0].startswith("A later month brings ")
    assert titles(last=1) == ("Too few periods yet to compare cohorts", "n = 20")


def test_a_cell_reads_as_a_sentence():
    said = WORDS(cell_sentence(GRID, WORDS, CohortLook(), 1, 1))
    assert said.startswith("Of 40 who first bought in Feb 2011, **10 (25.0")
    assert "bought in Mar 2011" in said
    used = WORDS(cell_sentence(GRID, WORDS, CohortLook(later=True), 1, 1, orders=False))
    assert used.startswith("Of 40 first active in Feb 2011, **10 (25.0")
    assert "were active in Mar 2011 or later." in used


def test_a_cell_of_revenue_tells_the_amount():
    said = WORDS(cell_sentence(GRID, WORDS, CohortLook(measure="revenue"), 1, 1, currency="GBP"))
    assert "brought £80 in Mar 2011, **20\u202f%** of their first month's revenue" in said
    assert "not over" not in said
    assert "not over" in WORDS(cell_sentence(GRID, WORDS, CohortLook(), 2, 0))


def test_names_of_cohorts():
    day = dt.date(2011, 4, 1)
    assert [WORDS.period(day, period) for period in ("month", "quarter", "year")] == [
        "Apr 2011", "2011-Q2", "2011",
    ]  # fmt: skip
    assert row_name(day, "month", WORDS, False) == "Apr"
    assert row_name(day, "quarter", WORDS, False) == "2011-Q2"


def test_wilson_gives_the_published_interval():
    # Newcombe (1998), table I: 81 of 263.
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("day", "period", "steps", "to"),
    [((2011, 11, 1), "month", 3, (2012, 2, 1)), ((2011, 10, 1), "quarter", 1, (2012, 1, 1))],
)
def test_periods_run_over_the_end_of_a_year(day, period, steps, to):
    assert period_after(dt.date(*day), period, steps) == dt.date(*to)
