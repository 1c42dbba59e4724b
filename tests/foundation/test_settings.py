"""Settings: validated, in and out as TOML, with errors that show the way out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings, leaf_keys
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Words


def code_and_line(action):
    with pytest.raises(UserFacingError) as caught:
        action()
    return caught.value.code, caught.value.line(Words("en"))


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("general.as_of", "2011-12-09", dt.date(2011, 12, 9)),
        ("general.day_first", "true", True),
        ("capacity.contacts_per_week", "50", 50),
        ("value.margin_share", "0.4", 0.4),
        ("health.profile", "orders", "orders"),
    ],
)
def test_text_is_read_as_the_type_of_the_setting(key, value, wanted):
    assert DEFAULTS.with_value(key, value).value_of(key) == wanted


def test_one_weight_is_pinned_so_that_the_others_give_way():
    changed = DEFAULTS.with_value("health.weights.tenure", "25")
    assert changed.health.pinned == {"tenure": 25.0}
    assert changed.health.weights == {}


def test_an_unknown_key_names_the_nearest():
    code, line = code_and_line(lambda: DEFAULTS.with_value("genral.as_of", "2011-12-09"))
    assert code == "unknown_setting"
    assert "general.as_of" in line


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("general.active_window_days", "0"),
        ("holdout.share", "0.9"),
        ("general.period", "week"),
        ("general.as_of", "soon"),
    ],
)
def test_a_value_out_of_range_is_refused_with_its_key(key, value):
    code, line = code_and_line(lambda: DEFAULTS.with_value(key, value))
    assert code == "bad_setting"
    assert key in line


def test_weights_that_do_not_add_up_are_refused_with_their_total():
    code, line = code_and_line(
        lambda: AnalysisSettings.from_toml("[health.weights]\na = 50\nb = 40\n", "s.toml")
    )
    assert code == "weights_total"
    assert "90" in line


def test_text_that_is_no_toml_is_refused():
    code, line = code_and_line(lambda: AnalysisSettings.from_toml("weights = [", "s.toml"))
    assert code == "bad_settings_file"
    assert "s.toml" in line


def test_a_wrong_key_in_a_file_is_refused():
    code, line = code_and_line(lambda: AnalysisSettings.from_toml("[value]\nmargin = 0.3\n"))
    assert code == "unknown_setting"
    assert "value.margin_share" in line


@given(
    st.fixed_dictionaries(
        {
            "general.active_window_days": st.integers(1, 3650),
            "general.as_of": st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)).map(str),
            "value.margin_share": st.floats(0, 1),
            "segments.high_share": st.floats(0, 1),
            "health.smooth": st.booleans(),
        }
    ),
    st.text(min_size=1, max_size=12).filter(lambda text: "." not in text and text.strip() == text),
)
def test_toml_out_and_in_gives_equal_settings(values, name):
    settings = DEFAULTS
    for key, value in values.items():
        settings = settings.with_value(key, value)
    settings = settings.with_value(f"health.thresholds.{name}", Thresholds(3.0, 1.0))
    assert AnalysisSettings.from_toml(settings.to_toml()) == settings


def test_defaults_write_nothing_and_every_setting_has_a_key():
    assert DEFAULTS.to_toml() == ""
    assert {"general.as_of", "health.bands.healthy", "holdout.seed"} <= set(leaf_keys())


def test_the_id_of_a_customer_may_hold_dots() -> None:
    settings = DEFAULTS.with_value("playbook.added.A.17.b", "check_in_call")
    assert settings.playbook.added == {"A.17.b": "check_in_call"}
    assert AnalysisSettings.from_toml(settings.to_toml()) == settings
