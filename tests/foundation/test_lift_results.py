"""What the nouns of the lift say of themselves."""

from __future__ import annotations

import math

from retention_desk.foundation.lift_results import ArmCount


def test_a_crude_share_is_kept_by_n_and_unknown_without_anybody():
    assert ArmCount(n=40, kept=30, open=2, share=0.7).crude_share == 0.75
    assert math.isnan(ArmCount(n=0, kept=0, open=9, share=math.nan).crude_share)
