from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.pipeline import analyse
from retention_desk.project.headline import headline_of, scores_of
from retention_desk.project.snapshots import pack_snapshot
from tests.project.same_data import assert_same_data


def on(analysis, day):
    return replace(analysis, data=replace(analysis.data, as_of=day))


def test_a_snapshot_comes_back_wholly(project, analysis):
    saved = project.save_snapshot(analysis)
    assert project.snapshots() == (saved,)
    assert saved.day == analysis.data.as_of
    assert saved.files == ("orders.csv",)
    assert_same_data(project.load_data(saved), analysis.imported)
    assert project.headline(saved) == headline_of(analysis)
    assert project.snapshot_settings(saved) == analysis.settings
    expected = scores_of(analysis).set_index("customer_id")
    pd.testing.assert_frame_equal(project.scores(saved), expected)
    some = project.scores(saved, ["stage", "health_score"])
    pd.testing.assert_frame_equal(some, expected[["stage", "health_score"]])


def test_data_and_settings_kept_give_the_same_analysis(project, analysis):
    saved = project.save_snapshot(analysis)
    again = analyse(project.load_data(saved), project.snapshot_settings(saved))
    assert headline_of(again) == headline_of(analysis)
    pd.testing.assert_frame_equal(scores_of(again), scores_of(analysis))


def test_months_are_in_order_and_share_their_columns(project, analysis):
    later = project.save_snapshot(analysis)
    size = project.path.stat().st_size
    earlier = project.save_snapshot(on(analysis, dt.date(2023, 6, 30)))
    assert project.snapshots() == (earlier, later)
    assert project.path.stat().st_size < 1.3 * size


def test_the_same_day_again_replaces_it(project, analysis):
    project.save_snapshot(analysis)
    scored = analyse(analysis.imported, analysis.settings.with_value("health.bands.healthy", "90"), analysis)
    second = project.save_snapshot(scored)
    assert project.snapshots() == (second,)
    assert project.headline(second).bands != headline_of(analysis).bands
    assert_same_data(project.load_data(second), analysis.imported)


def test_a_deleted_snapshot_is_gone_from_the_file(project, analysis):
    saved = project.save_snapshot(analysis)
    project.take_out(saved)
    assert project.snapshots() == ()
    assert analysis.data.customer_ids[5].encode() not in project.path.read_bytes()
    with pytest.raises(UserFacingError):
        project.load_data(saved)


def test_cancelled_it_is_not_kept(project, analysis):
    def stop(done, _doing):
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        project.save_snapshot(analysis, Progress(stop))
    assert project.snapshots() == ()


def test_without_dates_it_is_of_the_day_it_is_saved(analysis):
    packed = pack_snapshot(on(analysis, None))
    assert packed.as_of is None
    assert dt.date.fromisoformat(packed.day) >= dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM frame WHERE name = 'figures'",
        "UPDATE frame_column SET digest = (SELECT max(digest) FROM blob) WHERE name = 'figures'",
        "UPDATE snapshot SET fingerprint = 'x'",
        "UPDATE frame_column SET digest = (SELECT max(digest) FROM blob) WHERE name = 'amount'",
        "DELETE FROM frame WHERE name = 'set_aside'",
        "DELETE FROM frame WHERE name = 'scores'",
        "UPDATE snapshot SET day = 'x'",
        "UPDATE snapshot SET files = '[1, 2'",
    ],
)
def test_a_damage_is_said_and_never_a_wrong_number(project, analysis, statement):
    project.save_snapshot(analysis)
    with project.database.writing() as connection:
        connection.execute(statement)

    def read_all():
        for snapshot in project.snapshots():
            project.headline(snapshot)
            project.scores(snapshot)
            project.load_data(snapshot)

    with pytest.raises(UserFacingError) as caught:
        read_all()
    assert caught.value.code == "project_damaged"
