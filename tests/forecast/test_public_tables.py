"""The public labelled tables reach the figures of the definitions, leaks out, twins grouped."""

import pytest

from retention_desk.forecast.fit_labelled import fit_labelled
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.public_tables import public_table

REACHES = {
    "telco_ibm_7043.csv": (0.850, 0.87),
    "ecommerce_5630.xlsx": (0.987, 0.996),
    "bank_modelling_10000.csv": (0.869, 0.881),
    "insurance_sim_3000.csv": (0.995, 0.9999),
}


@pytest.mark.parametrize("file", REACHES)
def test_reach_and_honesty(shared_data, file):
    reach, suspicious = REACHES[file]
    fitted = fit_labelled(public_table(shared_data, file), DEFAULTS, SILENT)
    assert reach - 0.005 <= fitted.quality.roc_auc <= suspicious
    assert fitted.quality.calibration_error <= 0.015  # a perfect forecast of 7,043 rows scatters to .0095
    assert fitted.quality.roc_auc > fitted.baseline.roc_auc


def test_planted_leaks_are_out_and_clv_stays(shared_data):
    settings = DEFAULTS.with_value("churn.model", "logistic")
    fitted = fit_labelled(public_table(shared_data, "telco_ibm_extended_7043.xlsx"), settings, SILENT)
    out = {column.column for column in fitted.left_out if not column.kept}
    assert {"Churn Label", "Churn Score", "churn_reason"} <= out
    assert "CLTV" not in out
