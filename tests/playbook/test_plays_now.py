"""Every play with the customers it fits now, in use or not."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.plays_now import plays_now
from retention_desk.playbook.plays_of import play_catalogue


def test_plays_with_whom_they_fit_and_who_is_listed(world):
    made = world(3)
    made.warnings = {"open_complaint": [3.0, float("nan"), 5.0]}
    made.band = ["healthy", "risk", None]
    settings = PlaybookSettings(disabled=("service_recovery",))
    found = {one.play.key: one for one in plays_now(made.context(), made.health(), made.plan(), settings)}
    assert list(found) == list(play_catalogue())
    recovery = found["service_recovery"]
    assert recovery.fits.tolist() == [0, 2]
    assert recovery.values.tolist() == [3, 5]
    assert not recovery.is_on
    assert recovery.listed == 2
    assert found["health_check_in"].fits.tolist() == [1]
    assert found["health_check_in"].values.tolist() == [55]
    assert found["renewal_talk"].fits is None
    assert found["renewal_talk"].n_fits == 0
