"""What a project is, said without holding it."""

from __future__ import annotations

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.project.open_project import create_project
from retention_desk.project.read_brief import read_brief


def test_name_latest_month_and_how_many_are_told_while_somebody_has_it(project, analysis):
    project.save_snapshot(analysis)
    brief = read_brief(project.path)
    assert (brief.name, brief.as_of, brief.n_customers, brief.months) == (
        "Client", analysis.data.as_of, analysis.data.n_customers, 1,
    )  # fmt: skip
    assert brief.saved_at == project.journal()[0].at
    assert brief.holder == project.database.own
    assert project.is_writable


def test_an_empty_project_that_nobody_has(tmp_path):
    create_project(tmp_path / "new.rdesk").close()
    brief = read_brief(tmp_path / "new.rdesk")
    assert (brief.name, brief.as_of, brief.n_customers, brief.months, brief.holder) == (
        "new",
        None,
        0,
        0,
        None,
    )


def test_a_holder_that_has_ended_is_none(project):
    with project.database.writing() as connection:
        connection.execute("UPDATE holder SET beat = '2001-01-01T00:00:00+00:00', host = 'elsewhere'")
    assert read_brief(project.path).holder is None


def test_what_is_no_project_is_refused(tmp_path):
    (tmp_path / "a.rdesk").write_bytes(b"x")
    with pytest.raises(UserFacingError) as caught:
        read_brief(tmp_path / "a.rdesk")
    assert caught.value.code == "not_a_project"
