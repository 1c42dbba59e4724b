import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from retention_desk.forecast.ridge_logistic import fit_ridge_logistic, sigmoid


def test_agrees_with_scikit_learn():
    rng = np.random.default_rng(0)
    columns = rng.normal(size=(500, 4))
    left = (rng.random(500) < sigmoid(columns @ np.array([1.0, -2.0, 0.0, 0.5]) - 1)).astype(float)
    intercept, coefficients = fit_ridge_logistic(columns, left, 2.0)
    reference = LogisticRegression(C=1 / 2.0, tol=1e-10, max_iter=1_000).fit(columns, left)
    assert intercept == pytest.approx(reference.intercept_[0], abs=1e-3)
    assert coefficients == pytest.approx(reference.coef_[0], abs=1e-3)


def test_separation_repeats_and_constants_stay_finite():
    left = np.r_[np.zeros(50), np.ones(50)]
    columns = np.stack([left - 0.5, left - 0.5, np.zeros(100)], axis=1)
    intercept, coefficients = fit_ridge_logistic(columns, left, 1.0)
    assert np.isfinite([intercept, *coefficients]).all()
    assert coefficients[0] == pytest.approx(coefficients[1])
    assert coefficients[2] == 0


def test_curvature_of_some_rows_leads_to_the_optimum_of_all():
    rng = np.random.default_rng(3)
    columns = rng.normal(size=(50_000, 6))
    left = (rng.random(50_000) < 1 / (1 + np.exp(-(columns @ [1, -1, 0.5, 0, 0, 2.0] - 1)))).astype(float)
    intercept, weights = fit_ridge_logistic(columns, left, 1.0)
    reference = LogisticRegression(C=1.0, tol=1e-10, max_iter=1_000).fit(columns, left)
    assert weights == pytest.approx(reference.coef_[0], abs=2e-3)
    assert intercept == pytest.approx(reference.intercept_[0], abs=2e-3)
