"""The public tables reach the figures of the definitions: leaks out, twins grouped, nothing too good."""

import numpy as np
import pytest

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fit_churn import fit_churn
from retention_desk.forecast.fit_labelled import fit_labelled
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.pipeline import import_files
from tests.forecast.public_tables import public_table

REACHES = {
    "telco_ibm_7043.csv": (0.850, 0.87),
    "ecommerce_5630.xlsx": (0.987, 0.996),
    "bank_modelling_10000.csv": (0.869, 0.881),
    "telecom_mlc_5000.csv": (0.920, 0.999),
    "insurance_sim_3000.csv": (0.995, 0.9999),
}
CALIBRATED = 0.012


@pytest.mark.parametrize("file", REACHES)
def test_reach_and_honesty(shared_data, file):
    reach, suspicious = REACHES[file]
    fitted = fit_labelled(public_table(shared_data, file), DEFAULTS, SILENT)
    assert reach - 0.005 <= fitted.quality.roc_auc <= suspicious
    assert fitted.quality.calibration_error <= CALIBRATED
    assert fitted.quality.roc_auc > fitted.baseline.roc_auc
    point = fitted.contacts.tested(fitted.contacts.n_tested // 10)
    assert point.precision_share == pytest.approx(fitted.quality.lift_top_decile * fitted.base_rate, abs=0.01)


def test_planted_leaks_are_out_and_clv_stays(shared_data):
    settings = DEFAULTS.with_value("churn.model", "logistic")
    fitted = fit_labelled(public_table(shared_data, "telco_ibm_extended_7043.xlsx"), settings, SILENT)
    out = {column.column for column in fitted.left_out if not column.kept}
    assert {"Churn Label", "Churn Score", "churn_reason", "Count", "Country", "State", "Lat Long"} == out
    assert "CLTV" in {name for name, _label, _share in fitted.drivers}


def test_a_table_without_a_pattern_is_refused(shared_data):
    """The churn flag of these accounts has nothing to do with anything known of them."""
    data = import_files([shared_data / "subscription" / "ravenstack" / "ravenstack_accounts.csv"])
    found = conclude_churn(fit_churn(data, None, DEFAULTS, SILENT), None, DEFAULTS)
    assert found.status == "refused"
    assert np.isnan(found.probability).all()
    assert found.quality is None or found.quality.roc_auc < 0.6


def test_a_real_shop_is_foreseen_better_than_by_its_silence(shared_data):
    """Tested on the last 90 days: .06 above days since the last order among customers active in 180 days."""
    settings = DEFAULTS.with_value("general.active_window_days", 180)
    data = import_files([shared_data / "orders" / "online_retail_2010_2011.xlsx"])
    fitted = fit_churn(data, order_book(data), settings, SILENT)
    assert fitted.horizon_days == 90
    assert fitted.quality_active.roc_auc - fitted.baseline_active.roc_auc >= 0.06
    assert fitted.quality_active.roc_auc > 0.72
    assert {spot.key for spot in fitted.cannot_know} >= {"seasons", "unnamed", "reasons"}
