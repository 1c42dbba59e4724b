"""Every choice is a valid value of its setting, and every setting a figure names has its choices."""

import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics import kpis
from retention_desk.metrics.choices import CHOICES, accepted
from retention_desk.metrics.kpi import Kpi


@pytest.mark.parametrize("setting", list(CHOICES))
def test_choices_are_valid_and_the_default_is_among_them(setting):
    settings = AnalysisSettings()
    values = [value for value, _ in accepted(setting, settings)]
    assert settings.value_of(setting) in values
    for value in values:
        assert settings.with_value(setting, value).value_of(setting) == value


def test_figures_name_known_settings_and_figures():
    catalogue = load_catalogue(kpis, Kpi)
    for kpi in catalogue.values():
        assert set(kpi.choices) <= set(CHOICES)
        assert set(kpi.beside) <= set(catalogue)
