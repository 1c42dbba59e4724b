"""The command line's contract: exit codes, error lines, languages."""

import json

import pytest

from retention_desk.headless.commands import run_command


def said(capsys, *arguments):
    code = run_command([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    return code, streams.out, streams.err


def test_wrong_usage_is_2_and_no_command_too(capsys):
    assert said(capsys, "frobnicate")[0] == 2
    assert said(capsys, "analyze")[0] == 2
    assert said(capsys, "--lang", "zh_CN")[0] == 2


def test_version_and_help_are_done(capsys):
    code, out, _ = said(capsys, "--version")
    assert (code, out.startswith("retention-desk ")) == (0, True)
    assert said(capsys, "analyze", "--help")[0] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"fruit,price\napple,3\npear,4\n", "no_customer_column"),
    ],
)
def test_a_file_that_cannot_be_used_is_3_with_one_line_and_nothing_left(capsys, tmp_path, content, code):
    path = tmp_path / "input.csv"
    path.write_bytes(content)
    outputs = [tmp_path / "o.xlsx", tmp_path / "o.csv", tmp_path / "o.json"]
    found, _, err = said(
        capsys, "analyze", path, "--workbook", outputs[0], "--customers", outputs[1], "--json", outputs[2]
    )
    assert found == 3
    assert err.splitlines()[-1].startswith(f"error[{code}]: ")
    assert err.splitlines()[-1].count(" — ") >= 2
    assert [item.name for item in tmp_path.iterdir()] == ["input.csv"]


def test_a_file_that_is_not_there_is_3(capsys, tmp_path):
    code, _, err = said(capsys, "inspect", tmp_path / "none.xlsx")
    assert code == 3
    assert err.startswith("error[not_found]")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("general.as_off=2024-01-01", "unknown_setting"),
        ("general.active_window_days=0", "bad_setting"),
        ("capacity", "bad_setting"),
        ("health.weights.nonsense=10", "unknown_indicator"),
    ],
)
def test_a_wrong_setting_is_3_and_names_the_way_out(capsys, analysed, change, code):
    found, _, err = said(capsys, "analyze", analysed.folder / "orders.csv", "--set", change)
    assert found == 3
    assert err.splitlines()[-1].startswith(f"error[{code}]: ")


def test_a_settings_file_that_does_not_add_up_is_3_with_its_total(capsys, analysed, tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("[health.weights]\ntenure = 60\nreturns_share = 30\n")
    found, _, err = said(capsys, "analyze", analysed.folder / "orders.csv", "--settings", path)
    assert found == 3
    assert "90" in err


def test_no_traceback_reaches_the_user(capsys, monkeypatch, tmp_path):
    def fail(*_arguments):
        raise RuntimeError("broken part")

    monkeypatch.setattr("retention_desk.headless.commands._inspect", fail)
    code, _, err = said(capsys, "inspect", tmp_path)
    assert code == 1
    assert "Traceback" not in err
    assert "broken part" in err
    assert "Traceback" in said(capsys, "--debug", "inspect", tmp_path)[2]


def test_cancelled_is_4(capsys, monkeypatch, tmp_path):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("retention_desk.headless.commands._inspect", stop)
    assert said(capsys, "inspect", tmp_path)[0] == 4


def test_the_error_line_is_in_the_language_asked_for(capsys, tmp_path):
    _, _, err = said(capsys, "--lang", "zh_CN", "inspect", tmp_path / "没有.xlsx")
    assert "没有.xlsx" in err
    told = err.replace(str(tmp_path), "")
    assert not any(word in told for word in ("file", "check", "Check"))


def test_json_to_the_output_is_nothing_but_json(capsys, analysed):
    code, out, _ = said(capsys, "inspect", analysed.folder / "orders.csv", "--json", "-")
    assert code == 0
    assert json.loads(out)["inputs"][0]["kind"] == "orders"
