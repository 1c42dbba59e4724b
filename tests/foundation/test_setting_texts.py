"""Every setting is explained."""

from retention_desk.foundation.setting_texts import SETTING_TEXTS
from retention_desk.foundation.settings import leaf_keys


def test_every_setting_has_a_meaning_and_no_meaning_is_left_over():
    assert set(SETTING_TEXTS) == set(leaf_keys())
