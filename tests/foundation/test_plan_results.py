"""The plan counts what happens to everybody."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.foundation.plan_results import FATE_CODES, ActionPlan, PlannedPlay
from retention_desk.foundation.vocabulary import FATES
from retention_desk.foundation.wording import NOTHING_SAID


def test_fates_are_counted_and_found():
    table = pd.DataFrame({"arm": ["contact", "holdout", "added", "B"]})
    fate = np.array([FATE_CODES[key] for key in ("contact", "automated", "contact", "no_play")], np.int8)
    called = PlannedPlay(NOTHING_SAID, NOTHING_SAID, "phone", "personal", 3.0)
    plan = ActionPlan(
        table, 3, pd.DataFrame(), 0.5, 1.0, 1.0, 30, {}, fate=fate,
        fate_play=np.array([1, 0, 0, -1], np.int8), playbook={"mail": called, "call": called},
    )  # fmt: skip
    assert plan.listed == 3
    assert plan.held_out == 1
    counts = plan.fates()
    assert list(counts) == list(FATES)
    assert counts["contact"] == 2
    assert sum(counts.values()) == 4
    assert plan.who("contact").tolist() == [0, 2]
    assert [plan.play_of(who) for who in range(4)] == ["call", "mail", "mail", ""]
    assert plan.who("cooling_off").tolist() == []
