from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.foundation.errors import UserFacingError


def test_a_list_comes_back_as_it_was_handed_out(project, analysis):
    saved = project.save_plan(analysis, "list-1")
    assert project.plans() == (saved,)
    assert (saved.list_id, saved.listed, saved.held_out) == (
        "list-1", analysis.plan.listed, analysis.plan.held_out,
    )  # fmt: skip
    table = project.load_plan(saved)
    ids = analysis.data.customer_ids.take(analysis.plan.table["customer"])
    assert list(table["customer_id"]) == list(ids)
    expected = analysis.plan.table.reset_index(drop=True)
    pd.testing.assert_frame_equal(table.drop(columns="customer_id"), expected)


def test_the_same_list_again_is_the_same_list(project, analysis):
    first = project.save_plan(analysis, "list-1")
    assert project.save_plan(analysis, "list-1") == first
    other = project.save_plan(analysis)
    assert other.list_id != first.list_id
    assert project.plans() == (first, other)


def test_a_list_that_lost_its_table_is_a_damage(project, analysis):
    plan = project.save_plan(analysis)
    with project.database.writing() as connection:
        connection.execute("DELETE FROM frame")
    with pytest.raises(UserFacingError) as caught:
        project.load_plan(plan)
    assert caught.value.code == "project_damaged"


def test_cells_handed_out_empty_are_empty_beside_filled_ones(project, analysis):
    """A text on one open action must not turn the empty cells of the others into something to be emptied."""
    from dataclasses import replace

    from retention_desk.foundation.handed_out import TOUCHED
    from tests.review.months import handed_out as history_of

    rows = history_of(analysis).rows
    rows = rows.assign(
        note=["called twice", *[""] * (len(rows) - 1)],
        status=["in_progress", *[""] * (len(rows) - 1)],
        arm="contact",
        **{TOUCHED: [True] + [False] * (len(rows) - 1)},
    )
    again = replace(analysis, history=replace(analysis.history, rows=rows))
    table = project.handed_out(project.save_plan(again))
    assert {cell for cell in table["note"] if cell is not None} <= {"called twice"}
    assert all(cell is None or isinstance(cell, str) for cell in table["note"])
    assert all(cell is None for cell in table["outcome"])
