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
