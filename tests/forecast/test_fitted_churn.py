"""A forecast that is still being trained: no probability, and the reason in words."""

from __future__ import annotations

import numpy as np

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fitted_churn import not_yet_fitted
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words


def test_before_training_is_through_nobody_has_a_probability():
    said = conclude_churn(not_yet_fitted(3), None, DEFAULTS)
    assert said.status == "refused"
    assert np.isnan(said.probability).all()
    assert said.known.all()
    assert "not been trained" in Words("en")(said.reason)
