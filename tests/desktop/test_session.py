"""The session: lanes, undo, gestures, kept weights, filters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk import pipeline
from retention_desk.desktop.filters import band_filter, customer_mask, tier_filter
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.session import Session, _Outcome
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis, make_health

NAME = phrase("Weight")


class Desk:
    """A session whose analyses are scored by the factory, run when the test says so."""

    def __init__(self, executors) -> None:
        self.executors = executors
        self.calls: list[AnalysisSettings] = []
        self.base = make_analysis(200)
        self.early = self.previous = None
        self.runner = Runner(lambda lane: executors[lane])
        self.session = Session(self.runner, self.analyse)

    def analyse(self, data, settings, previous, progress, show=None):
        self.calls.append(settings)
        self.previous = previous
        if show is not None and self.early is not None:
            show(replace(self.base, settings=settings, plan=self.early, is_whole=False))
        progress.step(0.5)
        if settings.capacity.contacts_per_week == 13:
            raise UserFacingError("unlucky", phrase("Unlucky"), "", phrase("Take another number."))
        return replace(self.base, settings=settings, health=make_health(self.base.indicators, settings))

    def run(self, lane: str, qtbot) -> None:
        self.executors[lane].run_next()
        qtbot.wait(1)


@pytest.fixture
def desk(manual_executors, qtbot):
    desk = Desk(manual_executors)
    desk.session.show_analysis(desk.base, "Book")
    yield desk
    desk.runner.shut_down()


def weights(settings: AnalysisSettings, silence: float) -> AnalysisSettings:
    rest = (100 - silence) / 5
    keys = ("frequency", "amount", "breadth", "returns", "tenure")
    tree = {"silence": silence, **dict.fromkeys(keys, rest)}
    return settings.with_value("health.weights", tree)


def test_what_is_known_before_the_slow_stages_is_shown_and_then_the_whole(desk, qtbot):
    desk.early, session, seen = object(), desk.session, []
    session.analysed.connect(lambda: seen.append((session.analysis.is_whole, session.is_current)))
    session.set_value("general.horizon_days", 30, NAME)
    desk.run("forecast", qtbot)
    assert seen == [(False, False), (True, True)]
    desk.early = None
    session.set_value("general.horizon_days", 60, NAME)
    desk.run("forecast", qtbot)
    assert desk.previous.is_whole


def test_an_analysis_stopped_on_its_way_leaves_the_last_whole_one(desk, qtbot):
    desk.early, session = object(), desk.session
    shown = []
    session.analysed.connect(lambda: shown.append(session.analysis.is_whole))
    session.set_value("general.horizon_days", 30, NAME)
    session.runner.running("forecast").stop.set()
    desk.run("forecast", qtbot)
    assert session.analysis.is_whole
    assert shown[-1:] == [True]


def test_an_edit_that_the_forecast_does_not_read_leaves_its_training_alone(desk, qtbot, monkeypatch):
    """The training goes on; the edit is shown with what is there, and joined by the forecast at its end."""
    session, seen = desk.session, []
    whole = desk.base

    def meanwhile(data, settings, early, progress, history):
        assert not early.is_whole
        return replace(early, settings=settings)

    monkeypatch.setattr(pipeline, "analyse_while_training", meanwhile)
    session.work_on(whole.imported, DEFAULTS, "Book")
    training = session.runner.running("forecast")
    session._early.emit(
        _Outcome(replace(whole, settings=DEFAULTS, is_whole=False), whole.health, session._revision)
    )
    qtbot.wait(1)
    session.analysed.connect(lambda: seen.append((session.analysis.settings, session.analysis.is_whole)))
    session.set_value("capacity.contacts_per_week", 44, NAME)
    edited = session.settings
    assert session.runner.running("forecast") is training
    assert not training.stop.is_set()
    desk.run("score", qtbot)
    assert seen == [(edited, False)]
    desk.run("forecast", qtbot)
    assert desk.calls == [DEFAULTS]
    desk.run("score", qtbot)
    assert desk.calls == [DEFAULTS, edited]
    assert desk.previous.settings == DEFAULTS, "what was trained is taken over"
    assert seen[-1] == (edited, True)
    assert session.is_current


def test_an_edit_that_the_forecast_reads_starts_the_training_anew(desk, qtbot):
    session = desk.session
    session.work_on(desk.base.imported, DEFAULTS, "Book")
    training = session.runner.running("forecast")
    session._early.emit(_Outcome(replace(desk.base, is_whole=False), desk.base.health, session._revision))
    qtbot.wait(1)
    session.set_value("churn.model", "logistic", NAME)
    assert training.stop.is_set()


def test_undo_brings_back_settings_and_bands(desk, qtbot):
    before = desk.session.analysis.health.band.copy()
    desk.session.edit(weights(desk.session.settings, 80), NAME)
    desk.run("score", qtbot)
    assert (desk.session.analysis.health.band != before).any()
    assert desk.session.undo_name is NAME
    desk.session.undo()
    desk.run("score", qtbot)
    assert (desk.session.analysis.health.band == before).all()
    assert desk.session.settings == desk.base.settings
    desk.session.redo()
    assert desk.session.settings.health.weights["silence"] == 80
    desk.run("score", qtbot)


def test_a_dragged_slider_is_one_step(desk, qtbot):
    for silence in (40, 45, 50):
        desk.session.edit(weights(desk.session.settings, silence), NAME, "weight:silence")
    desk.session.end_gesture()
    desk.session.edit(weights(desk.session.settings, 60), NAME, "weight:silence")
    desk.session.undo()
    assert desk.session.settings.health.weights["silence"] == 50
    desk.session.undo()
    assert desk.session.settings == desk.base.settings
    assert desk.session.undo_name is None


def test_only_the_newest_waiting_edit_is_worked_out(desk, qtbot):
    for silence in (40, 45, 50):
        desk.session.edit(weights(desk.session.settings, silence), NAME, "drag")
    desk.run("score", qtbot)
    desk.run("score", qtbot)
    assert [call.health.weights["silence"] for call in desk.calls] == [40, 50]
    assert desk.session.is_current


def test_kept_weights_are_what_later_ones_are_compared_with(desk, qtbot):
    desk.session.edit(weights(desk.session.settings, 80), NAME)
    desk.run("score", qtbot)
    assert desk.session.state.has_unkept_weights
    assert desk.session.state.before is desk.base.health
    desk.session.keep_weights()
    assert not desk.session.state.has_unkept_weights
    assert desk.session.state.before is desk.session.analysis.health
    desk.session.edit(weights(desk.session.settings, 20), NAME)
    desk.run("score", qtbot)
    desk.session.back_to_kept()
    assert desk.session.settings.health.weights["silence"] == 80


def test_a_refused_setting_goes_back_and_is_told(desk, qtbot):
    told = []
    desk.session.failed.connect(told.append)
    desk.session.set_value("capacity.contacts_per_week", 13, phrase("Capacity"))
    desk.run("score", qtbot)
    assert [error.code for error in told] == ["unlucky"]
    assert desk.session.settings == desk.base.settings


def test_a_value_out_of_range_is_told_and_changes_nothing(desk):
    told = []
    desk.session.failed.connect(told.append)
    desk.session.set_value("holdout.share", 0.9, phrase("Holdout"))
    assert [error.code for error in told] == ["bad_setting"]
    assert desk.session.settings == desk.base.settings


def test_filters_replace_one_another_by_column_and_toggle(desk):
    session = desk.session
    session.filter_by(band_filter("risk"))
    session.filter_by(tier_filter("high"))
    session.filter_by(band_filter("watch"))
    assert [item.value for item in session.state.filters] == ["high", "watch"]
    mask = customer_mask(session.analysis, session.state.filters)
    expected = (session.analysis.health.band == 1) & (session.analysis.segments.value_tier == 0)
    assert (mask == expected).all()
    session.filter_by(tier_filter("high"))
    assert [item.value for item in session.state.filters] == ["watch"]
    session.clear_filters()
    assert session.state.filters == ()
