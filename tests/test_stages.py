"""The table of stages: what each takes is there before it, and what it reads exists."""

from __future__ import annotations

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.stages import FORECAST, STAGES


def test_every_stage_reads_settings_that_exist():
    for stage in STAGES:
        for key in stage.reads:
            DEFAULTS.value_of(key)


def test_every_stage_takes_what_an_earlier_one_gives():
    known = {"imported", "history"}
    for stage in STAGES:
        assert set(stage.inputs) <= known, stage.result
        known.add(stage.result)


def test_what_is_quick_hangs_on_nothing_slow():
    names = [stage.result for stage in STAGES]
    assert "metrics" in names[: names.index(FORECAST)]
    assert len(set(names)) == len(names)
