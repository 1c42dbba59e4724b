"""Session and project in step: headline first, data after, imports kept, earlier months left as they are."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from retention_desk.desktop.project.session import known_share
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.project.open_project import open_project
from tests.desktop.small_project import FIRST, QUICK, write_export

HEALTHY = "health.bands.healthy"


@pytest.fixture
def desk(opened, client):
    opened.workspace.project.open(client)
    opened.run("project")
    return opened


@pytest.fixture
def loaded(desk):
    desk.settle()
    return desk


def save(desk):
    desk.workspace.project.autosave.save()
    desk.settle()


def import_file(desk, path):
    desk.imports.open([path])
    desk.settle()
    assert desk.imports.accept()
    desk.settle()


def test_a_project_is_there_by_its_headlines_before_its_data(desk):
    state, months = desk.workspace.project.state, desk.workspace.months
    assert len(state.headlines) == 2
    assert desk.session.state.data is None
    assert months.loading == state.latest
    assert months.shown is None


def test_the_latest_month_is_loaded_and_analysed_with_the_settings_of_the_project(loaded, months):
    analysis = loaded.session.analysis
    assert analysis.settings == QUICK
    assert analysis.imported.fingerprint == months[1].imported.fingerprint
    assert loaded.workspace.months.loading is None
    assert loaded.workspace.months.shown == loaded.workspace.project.state.latest
    assert not loaded.workspace.project.autosave.unsaved


def test_the_month_before_is_there_to_compare_with(loaded, months):
    earlier = loaded.workspace.months.earlier
    assert earlier.month.day == FIRST
    assert earlier.scores["health_score"].to_numpy() == pytest.approx(months[0].health.score, nan_ok=True)


def test_stopped_while_loading_the_headline_stays_and_the_month_can_be_asked_for_again(desk):
    desk.session.runner.cancel("file")
    desk.settle()
    months = desk.workspace.months
    assert months.loading is None
    assert desk.session.state.data is None
    months.show_month(desk.workspace.project.state.latest)
    desk.settle()
    assert desk.session.analysis is not None


def test_edited_settings_are_in_the_project_and_the_figures_of_the_latest_month_follow(loaded, client):
    before = loaded.workspace.project.state.headlines[2].bands
    loaded.session.set_value(HEALTHY, 55.0, "Bands")
    loaded.settle()
    save(loaded)
    state = loaded.workspace.project.state
    assert state.project.settings.value_of(HEALTHY) == 55.0
    assert state.headlines[2].bands != before
    assert [month.day for month in state.months] == [FIRST, loaded.session.analysis.data.as_of]


def test_an_earlier_month_is_looked_at_with_the_settings_of_now_and_stays_as_it_was(loaded):
    state = loaded.workspace.project.state
    kept = state.headlines[1]
    loaded.session.set_value(HEALTHY, 55.0, "Bands")
    loaded.settle()
    loaded.workspace.months.show_month(state.months[0])
    loaded.settle()
    assert loaded.session.analysis.data.as_of == FIRST
    assert loaded.session.settings.value_of(HEALTHY) == 55.0
    assert loaded.workspace.months.earlier is None
    save(loaded)
    assert loaded.workspace.project.state.headlines[1] == kept
    assert loaded.workspace.months.shown.day == FIRST


def test_an_import_becomes_a_month_beside_the_earlier_one(opened, tmp_path):
    opened.workspace.project.create(tmp_path / "new.rdesk", QUICK)
    opened.settle()
    import_file(opened, write_export(tmp_path / "a.csv", FIRST))
    save(opened)
    months = opened.workspace.months
    assert months.shown.day == FIRST
    import_file(opened, write_export(tmp_path / "b.csv"))
    save(opened)
    assert [month.files for month in opened.workspace.project.state.months] == [("a.csv",), ("b.csv",)]
    assert months.earlier.month.day == FIRST
    assert opened.session.settings == QUICK


def test_a_new_project_takes_along_what_is_open_without_one(opened, tmp_path):
    import_file(opened, write_export(tmp_path / "a.csv", FIRST))
    opened.session.set_value(HEALTHY, 55.0, "Bands")
    opened.settle()
    analysis = opened.session.analysis
    opened.workspace.project.create(tmp_path / "new.rdesk", opened.session.base_for_new)
    opened.settle()
    assert opened.session.analysis is analysis
    save(opened)
    state = opened.workspace.project.state
    assert [month.day for month in state.months] == [FIRST]
    assert state.project.settings.value_of(HEALTHY) == 55.0
    assert opened.session.undo_name is not None


def test_a_new_project_in_the_place_of_another_starts_empty(loaded, tmp_path):
    loaded.workspace.project.create(tmp_path / "new.rdesk", DEFAULTS)
    loaded.settle()
    assert loaded.session.state.data is None
    assert loaded.workspace.project.state.months == ()
    assert loaded.session.base == DEFAULTS


def test_closing_puts_everything_away(loaded):
    loaded.workspace.project.close()
    loaded.settle()
    assert loaded.session.state.data is None
    assert loaded.session.analysis is None
    assert loaded.session.base == DEFAULTS
    assert loaded.workspace.months.shown is None


def test_the_as_of_date_belongs_to_the_month_and_not_to_the_project(loaded, client):
    loaded.session.set_value("general.as_of", dt.date(2024, 11, 30), "As-of date")
    loaded.settle()
    save(loaded)
    state = loaded.workspace.project.state
    assert state.project.settings.general.as_of is None
    assert [month.day for month in state.months] == [FIRST, dt.date(2024, 12, 30)]


def test_a_month_kept_as_of_an_earlier_day_is_shown_as_of_that_day(opened, client, months):
    from retention_desk.pipeline import analyse

    day = dt.date(2024, 11, 30)
    with open_project(client) as project:
        project.take_out(project.snapshots()[1])
        project.save_snapshot(analyse(months[1].imported, QUICK.with_value("general.as_of", day)))
    opened.workspace.project.open(client)
    opened.settle()
    assert opened.session.analysis.data.as_of == day
    assert not opened.workspace.project.autosave.unsaved


def test_a_month_that_cannot_be_read_is_told_and_the_headline_stays(desk, monkeypatch):
    from retention_desk.foundation.errors import UserFacingError
    from retention_desk.foundation.wording import phrase

    def damaged(*_given):
        raise UserFacingError("project_damaged", phrase("No."), "", phrase("Copy."))

    desk.workspace.project.state.project.load_data = damaged
    desk.settle()
    assert desk.window.error_card() is not None
    assert desk.workspace.months.loading is None


def test_a_month_imported_again_takes_the_place_of_the_former_which_can_be_brought_back(loaded, tmp_path):
    months, state = loaded.workspace.months, loaded.workspace.project.state
    former, back = state.months[0], []
    loaded.workspace.project.replaced.connect(lambda _month, bring_back: back.append(bring_back))
    path = write_export(tmp_path / "again.csv", FIRST)
    path.write_text(path.read_text(encoding="utf-8").replace(",P1\n", ",P2\n"), encoding="utf-8")
    import_file(loaded, path)
    save(loaded)
    assert loaded.workspace.project.state.months[0].files == ("again.csv",)
    assert months.shown.fingerprint != former.fingerprint
    back[0]()
    loaded.settle()
    save(loaded)
    assert loaded.workspace.project.state.months[0].fingerprint == former.fingerprint
    assert loaded.session.analysis.imported.fingerprint == former.fingerprint


def test_a_file_with_none_of_the_customers_is_asked_about(loaded, tmp_path):
    asked = []
    loaded.workspace.months.strangers.connect(asked.append)
    path = write_export(tmp_path / "other.csv")
    table = pd.read_csv(path, dtype=str)
    table["Customer ID"] = "X" + table["Customer ID"]
    table["Order date"] = (pd.to_datetime(table["Order date"]) + pd.Timedelta(days=30)).dt.strftime(
        "%Y-%m-%d"
    )
    table.to_csv(path, index=False)
    import_file(loaded, path)
    save(loaded)
    assert [month.day for month in asked] == [dt.date(2024, 12, 30)]
    press = {b.accessibleName(): b for b in loaded.window.notices.findChildren(Button)}
    press["Take it out again"].click()
    loaded.settle()
    assert [month.day for month in loaded.workspace.project.state.months] == [FIRST, dt.date(2024, 12, 30)]
    assert loaded.session.analysis.data.as_of == dt.date(2024, 12, 30)


def test_too_few_customers_tell_nothing():
    some = pd.Index([f"K{i}" for i in range(40)])
    assert known_share(some, some[:10]) == 1.0
    assert known_share(some, pd.Index([f"Q{i}" for i in range(30)])) == 0.0
    assert known_share(some, some[:30]) == 1.0
