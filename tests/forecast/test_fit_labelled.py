import numpy as np
import pytest

from retention_desk.forecast.fit_labelled import fit_labelled, too_few
from retention_desk.forecast.reasons import change_of_probability
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.test_fit_churn import labelled


def test_reasons_rest_on_contributions_that_add_up_to_the_probability_given(monkeypatch):
    """Contributions + base = log-odds within 1e-9, for rows forecast out of fold and for blanks alike."""
    from retention_desk.forecast import fit_labelled as module

    seen = {}
    real = module.top_reasons

    def spy(table, rows, contributions, n, merged=None):
        seen["rows"], seen["contributions"] = rows, contributions
        return real(table, rows, contributions, n, merged)

    monkeypatch.setattr(module, "top_reasons", spy)
    data, _ = labelled(400, blanks=40)
    fitted = fit_labelled(data, DEFAULTS, SILENT)
    given = fitted.probability[seen["rows"]]
    log_odds = np.log(given) - np.log1p(-given)
    assert seen["contributions"].sum(axis=1) == pytest.approx(log_odds, abs=1e-9)
    change = change_of_probability(seen["contributions"])
    first = seen["rows"][0]
    best = fitted.reasons.of(first)[0]
    assert best.change_share == pytest.approx(change[0].max(), abs=1e-6)


def test_enough_of_both():
    assert too_few(50, 50, 50) is None
    assert too_few(49, 500, 50).plural is not None
    assert too_few(500, 49, 50) is not None
