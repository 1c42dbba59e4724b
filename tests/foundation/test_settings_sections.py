"""The sections of the settings: what no section takes."""

import msgspec
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS
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
