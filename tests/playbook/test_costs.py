"""Default costs follow the currency, roughly; every cost is a setting."""

from __future__ import annotations

from retention_desk.playbook.costs import cost_factor


def test_unknown_currencies_count_as_pounds():
    assert cost_factor(None) == cost_factor("GBP") == cost_factor("XYZ") == 1.0
    assert cost_factor("TWD") > cost_factor("CNY") > 1.0
