"""Best by revenue so far, new within ninety days, the rest established."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.leaver_groups import BEST, ESTABLISHED, LEAVER_GROUPS, NEW, leaver_groups


def test_the_top_fifth_by_revenue_is_best_even_if_it_left_soon():
    worth = np.array([100.0, 1.0, 2.0, 3.0, 4.0, 0.0])
    soon = np.array([True, True, False, False, False, True])
    assert leaver_groups(soon, worth).tolist() == [BEST, NEW, ESTABLISHED, ESTABLISHED, ESTABLISHED, NEW]


def test_without_revenue_the_tier_tells():
    soon = np.array([False, True, False])
    tier = np.array([0, 1, -1], dtype=np.int8)
    assert leaver_groups(soon, None, tier).tolist() == [BEST, NEW, ESTABLISHED]
    assert leaver_groups(soon, np.zeros(3)).tolist() == [ESTABLISHED, NEW, ESTABLISHED]
    assert list(LEAVER_GROUPS) == ["best", "new", "established"]
