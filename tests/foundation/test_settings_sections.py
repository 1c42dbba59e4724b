"""The sections of the settings: what no section takes."""

import msgspec
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.settings_sections import Bands, HoldoutSettings


def test_bands_in_the_wrong_order_are_refused():
    with pytest.raises(UserFacingError) as caught:
        DEFAULTS.with_value("health.bands.watch", "80")
    assert caught.value.code == "bad_setting"
    with pytest.raises(ValueError, match="below"):
        Bands(healthy=40.0, watch=70.0)


def test_no_more_than_half_may_be_left_alone():
    assert msgspec.convert({"share": 0.5}, HoldoutSettings).share == 0.5
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"share": 0.51}, HoldoutSettings)


def test_a_tier_that_there_is_not_has_no_holdout_of_its_own():
    assert DEFAULTS.with_value("holdout.shares.general", "0.2").holdout.shares == {"general": 0.2}
    for wrong in ("holdout.shares.genera", "holdout.shares.high"):
        with pytest.raises(UserFacingError):
            DEFAULTS.with_value(wrong, "0.6")


def test_the_capacity_is_that_of_all_people():
    assert DEFAULTS.capacity.total_per_week == DEFAULTS.capacity.contacts_per_week == 30
    assert DEFAULTS.with_value("capacity.people", "3").capacity.total_per_week == 90


def test_arms_are_written_as_toml_or_json_and_come_back():
    for text in (
        '[{name = "A"}, {name = "话术 B", script = "您好, \\"x\\"", channel = "email"}]',
        '[{"name": "A"}, {"name": "话术 B", "script": "您好, \\"x\\"", "channel": "email"}]',
    ):
        settings = DEFAULTS.with_value("experiment.arms", text)
        assert [arm.name for arm in settings.experiment.arms] == ["A", "话术 B"]
        assert settings.experiment.arms[1].script == '您好, "x"'
        assert AnalysisSettings.from_toml(settings.to_toml()) == settings


@pytest.mark.parametrize(
    "arms",
    [
        '[{name = "A"}]',
        '[{name = "A"}, {name = "A"}]',
        '[{name = "A"}, {name = "holdout"}]',
        '[{name = "A"}, {name = " B"}]',
        '[{name = "A"}, {name = ""}]',
        '[{name = "A"}, {name = "B", colour = "red"}]',
        "A, B",
        str([{"name": letter} for letter in "ABCDEFGHI"]).replace("'name':", "name =").replace("'", '"'),
    ],
)
def test_arms_that_are_no_experiment_are_refused(arms):
    with pytest.raises(UserFacingError) as caught:
        DEFAULTS.with_value("experiment.arms", arms)
    assert caught.value.code == "bad_setting"


def test_lists_are_parted_by_commas():
    assert DEFAULTS.with_value("capacity.owners", "Li, 王芳,,").capacity.owners == ("Li", "王芳")
    assert DEFAULTS.with_value("capacity.owners", "").capacity.owners == ()
