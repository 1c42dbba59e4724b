"""States of a project that are pictured: each has a name of its own among all states."""

from __future__ import annotations

import screenshots
from screenshots_project import PROJECT_STATES


def test_every_state_of_a_project_is_among_the_pictures():
    assert PROJECT_STATES.items() <= screenshots.STATES.items()
    assert {"project", "project_held", "project_headline", "recent"} <= PROJECT_STATES.keys()
