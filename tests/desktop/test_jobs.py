from __future__ import annotations

import sys
import threading

import pytest

from retention_desk.desktop.jobs import LANES, JobProgress, Runner, seconds_left
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase

TITLE = phrase("Working")


@pytest.fixture
def runner(qapp, manual_executors):
    return Runner(lambda lane: manual_executors[lane])


def run(qapp, executor):
    executor.run_next()
    qapp.processEvents()


def put(runner, lane, name, results, **more):
    return runner.start(lane, TITLE, lambda progress: (progress.step(0.5), name)[1], results.append, **more)


def test_score_lane_skips_the_waiting_edit_but_shows_the_running_one(runner, manual_executors, qapp):
    results = []
    for name in ("first", "second", "third"):
        put(runner, "score", name, results)
    lane = manual_executors["score"]
    run(qapp, lane)
    assert results == ["first"]
    run(qapp, lane)
    assert results == ["first", "third"]
    assert not lane.waiting
    assert not runner.busy


def test_forecast_lane_cancels_the_running_job(runner, manual_executors, qapp):
    results, cancelled = [], []
    runner.cancelled.connect(cancelled.append)
    first = put(runner, "forecast", "first", results)
    put(runner, "forecast", "second", results)
    put(runner, "forecast", "third", results)
    lane = manual_executors["forecast"]
    run(qapp, lane)
    assert results == []
    assert cancelled == [first]
    run(qapp, lane)
    assert results == ["third"]
    assert not runner.busy


def test_file_lane_drops_nothing(runner, manual_executors, qapp):
    results = []
    for name in "abc":
        put(runner, "file", name, results)
    for _ in "abc":
        run(qapp, manual_executors["file"])
    assert results == ["a", "b", "c"]


def test_answer_lane_replaces_what_waits_of_the_same_topic_only(runner, manual_executors, qapp):
    results = []
    for name, topic in (("a1", "a"), ("b1", "b"), ("a2", "a"), ("b2", "b"), ("a3", "a")):
        put(runner, "answer", name, results, topic=topic)
    for _ in range(3):
        run(qapp, manual_executors["answer"])
    assert results == ["a1", "b2", "a3"]
    assert not runner.busy


def test_what_a_delivered_answer_asks_in_turn_loses_nothing(runner, manual_executors, qapp):
    results = []

    def ask_more(name):
        results.append(name)
        put(runner, "answer", "by column", results, topic="split")

    runner.start("answer", TITLE, lambda _progress: "columns", ask_more, topic="columns")
    put(runner, "answer", "reasons", results, topic="reasons")
    put(runner, "answer", "topics", results, topic="topics")
    lane = manual_executors["answer"]
    while lane.waiting:
        assert len(lane.waiting) == 1
        run(qapp, lane)
    assert results == ["columns", "reasons", "topics", "by column"]
    assert not runner.busy


def test_lanes_do_not_wait_for_each_other(runner, manual_executors):
    for lane in LANES:
        put(runner, lane, lane, [])
    assert [len(manual_executors[lane].waiting) for lane in LANES] == [1] * len(LANES)


def test_progress_is_reported_with_its_phrase(runner, manual_executors, qapp):
    told = []
    runner.progressed.connect(told.append)
    doing = phrase("Reading")
    runner.start("file", TITLE, lambda progress: progress.step(0.25, doing), lambda _result: None)
    run(qapp, manual_executors["file"])
    assert told == [JobProgress("file", TITLE, 0.25, doing, None)]


def test_an_error_the_user_can_mend_goes_to_the_signal_or_the_named_receiver(runner, manual_executors, qapp):
    error = UserFacingError("no_table", phrase("No table"), "file.csv", phrase("Choose another file"))

    def fail(_progress):
        raise error

    told, own = [], []
    runner.failed.connect(told.append)
    runner.start("file", TITLE, fail, lambda _result: None)
    runner.start("file", TITLE, fail, lambda _result: None, own.append)
    run(qapp, manual_executors["file"])
    run(qapp, manual_executors["file"])
    assert told == [error]
    assert own == [error]


def test_any_other_error_goes_to_the_crash_hook_and_the_lane_goes_on(
    runner, manual_executors, qapp, monkeypatch
):
    crashes, results = [], []
    monkeypatch.setattr(
        sys, "excepthook", lambda kind, error, trace: crashes.append((kind, trace is not None))
    )
    runner.start("file", TITLE, lambda _progress: 1 // 0, results.append)
    put(runner, "file", "next", results)
    run(qapp, manual_executors["file"])
    run(qapp, manual_executors["file"])
    assert crashes == [(ZeroDivisionError, True)]
    assert results == ["next"]


def test_shutting_down_leaves_no_thread_and_delivers_nothing(qapp):
    runner, results = Runner(), []
    begun, go_on = threading.Event(), threading.Event()

    def work(progress):
        begun.set()
        go_on.wait(5)
        progress.step(0.5)
        return "done"

    runner.start("file", TITLE, work, results.append)
    assert begun.wait(5)
    runner.cancel("file")
    go_on.set()
    runner.shut_down()
    qapp.processEvents()
    assert results == []
    assert [thread for thread in threading.enumerate() if thread.name.startswith("lane-")] == []
    put(runner, "file", "late", results)
    assert not runner.busy


def test_results_arrive_on_the_thread_of_the_window(qapp, qtbot):
    runner, threads = Runner(), []
    with qtbot.waitSignal(runner.settled, timeout=5000):
        runner.start(
            "score",
            TITLE,
            lambda _progress: threading.current_thread(),
            lambda worker: threads.extend([worker, threading.current_thread()]),
        )
    runner.shut_down()
    assert threads[0].name.startswith("lane-score")
    assert threads[1] is threading.main_thread()


@pytest.mark.parametrize(
    ("elapsed", "share", "left"), [(0.5, 0.5, None), (3, 0.01, None), (3, 0.25, 9), (4, 1, 0)]
)
def test_time_left(elapsed, share, left):
    assert seconds_left(elapsed, share) == left
