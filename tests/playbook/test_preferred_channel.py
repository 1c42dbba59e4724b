"""The customer's own wish, in any spelling, before the play's channel."""

from __future__ import annotations

import pytest

from retention_desk.foundation.vocabulary import CHANNELS
from retention_desk.playbook import preferred_channel
from retention_desk.playbook.preferred_channel import channel_of


@pytest.mark.parametrize(
    ("wish", "channel"),
    [
        ("Email", "email"), ("SMS", "message"), (" phone ", "phone"), ("電話", "phone"), ("短信", "message"),
        ("WeChat", "WeChat"), ("微信", "微信"), ("", "chat"), (None, "chat"), (float("nan"), "chat"),
    ],
)  # fmt: skip
def test_a_wish_becomes_a_channel(wish, channel):
    assert channel_of(wish, "chat") == channel


def test_the_spellings_lead_to_channels_there_are():
    assert set(preferred_channel._KEYS.values()) == set(CHANNELS)
