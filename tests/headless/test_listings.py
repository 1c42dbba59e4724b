"""Settings and formulas as the command line lists them."""

import json

from retention_desk.foundation.settings import AnalysisSettings, leaf_keys
from retention_desk.foundation.wording import Words
from retention_desk.headless.commands import run_command
from retention_desk.headless.listings import allowed_range, defaults_file


def test_every_setting_is_listed_with_default_range_and_meaning(capsys):
    assert run_command(["settings"]) == 0
    out = capsys.readouterr().out
    assert all(f"{key} = " in out for key in leaf_keys())
    assert "general.active_window_days = 90" in out
    assert "1…3650" in out


def test_ranges_name_choices_and_limits():
    assert allowed_range("general.period") == "month | quarter | year"
    assert allowed_range("holdout.share") == "0…0.5"
    assert allowed_range("general.as_of") == "YYYY-MM-DD | empty"


def test_the_file_written_is_read_back_as_the_defaults(tmp_path):
    path = tmp_path / "s.toml"
    assert run_command(["settings", "--write", str(path)]) == 0
    assert AnalysisSettings.from_toml(path.read_text(encoding="utf-8")) == AnalysisSettings()
    assert "活跃" in defaults_file(Words("zh_CN"))


def test_the_schema_is_json(capsys):
    assert run_command(["settings", "--schema"]) == 0
    assert "AnalysisSettings" in json.loads(capsys.readouterr().out)["$defs"]


def test_formulas_define_every_figure_of_the_record(capsys, analysed):
    assert run_command(["formulas"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert {key.split(".")[0] for key in analysed.record["metrics"]} <= set(listed)
