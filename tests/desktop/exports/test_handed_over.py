"""What exports are made of: the review of the project, and nobody's name where a key is given."""

from __future__ import annotations

import pytest

from retention_desk.desktop.exports.handed_over import handed_over, kept_by, review_before
from retention_desk.desktop.project.state import open_state
from retention_desk.foundation.errors import UserFacingError
from retention_desk.headless.keeping import review_before as of_the_command_line
from retention_desk.project.open_project import create_project
from tests.desktop.small_project import FIRST


@pytest.fixture
def kept(client):
    state = open_state(client)
    yield kept_by(state)
    state.project.close()


def test_the_review_is_that_of_the_command_line(kept, months, client):
    found, other = review_before(months[1], kept), of_the_command_line(client, months[1])
    assert found.earlier.day == other.earlier.day == FIRST
    assert found.lists == 1
    assert found.moves.total.tolist() == other.moves.total.tolist()


def test_before_the_first_month_there_are_the_lists_alone(kept, months):
    assert review_before(months[0], kept).earlier is None
    assert review_before(months[0], None) is None


def test_a_project_without_months_and_lists_makes_no_review(months, tmp_path):
    create_project(tmp_path / "New.rdesk").close()
    state = open_state(tmp_path / "New.rdesk")
    assert review_before(months[0], kept_by(state)) is None
    state.project.close()


def test_a_key_takes_the_names_away_and_is_kept(kept, months, tmp_path):
    key = tmp_path / "Client.key"
    made = handed_over(months[1], kept, key)
    assert key.exists()
    ids = {str(one) for one in months[1].data.customer_ids}
    assert not ids & {str(one) for one in made.shown.data.customer_ids}
    assert made.analysis is months[1], "the list handed out is kept with its names"
    assert made.review.missed is None
    again = handed_over(months[1], kept, key)
    assert again.shown.data.customer_ids.equals(made.shown.data.customer_ids)
    named = handed_over(months[1], kept)
    assert named.shown is months[1]
    assert named.pseudonyms is None


def test_what_is_no_key_is_refused(months, tmp_path):
    (tmp_path / "a.key").write_text("nothing")
    with pytest.raises(UserFacingError) as refused:
        handed_over(months[1], key=tmp_path / "a.key")
    assert refused.value.code == "bad_key_file"
