"""``--settings BOOK.xlsx``: an action workbook reproduces the analysis it was made of, or says what differs."""

from __future__ import annotations

import json

import numpy as np
import openpyxl
import pandas as pd
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.headless.commands import DONE, run_command
from retention_desk.headless.settings_file import differing_settings, is_workbook, workbook_settings
from tests.small_shop import write_small_orders

CHOSEN = ["--set", "churn.model=off", "--set", "health.weights.tenure=25", "--set", "segments.high_share=0.1"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("settings")
    write_small_orders(made / "orders.csv")
    assert (
        run("", made, "--workbook", str(made / "a.xlsx"), "--customers", str(made / "a.csv"), *CHOSEN) == DONE
    )
    return made


def run(name, folder, *options):
    orders = str(folder / f"orders{name}.csv")
    return run_command(
        ["analyze", orders, "--as-of", "2024-10-01", *options, "--json", str(folder / "j.json")]
    )


def test_the_settings_inside_give_the_same_scores(folder, capsys):
    again = ["analyze", str(folder / "orders.csv"), "--settings", str(folder / "a.xlsx")]
    assert (
        run_command([*again, "--customers", str(folder / "b.csv"), "--json", str(folder / "j.json")]) == DONE
    )
    assert "the same scores" in capsys.readouterr().err
    one, two = (pd.read_csv(folder / name, dtype={"customer_id": str}) for name in ("a.csv", "b.csv"))
    assert np.array_equal(one["health_score"], two["health_score"], equal_nan=True)
    pd.testing.assert_frame_equal(one, two)
    assert json.loads((folder / "j.json").read_text(encoding="utf-8"))["as_of"] == "2024-10-01"


def test_what_differs_is_told(folder, capsys):
    table = write_small_orders(folder / "orders2.csv")
    table.iloc[:-30].to_csv(folder / "orders2.csv", index=False)
    assert run("2", folder, "--settings", str(folder / "a.xlsx"), "--set", "holdout.share=0.3") == DONE
    said = capsys.readouterr().err
    assert "other data than the workbook was made of" in said
    assert "another setting than in the workbook: holdout.share" in said
    assert "health.weights" not in said
    again = [
        "analyze",
        str(folder / "orders.csv"),
        "--settings",
        str(folder / "a.xlsx"),
        "--as-of",
        "2024-09-01",
    ]
    assert run_command([*again, "--json", str(folder / "j.json")]) == DONE
    assert "2024-09-01 instead of 2024-10-01" in capsys.readouterr().err


def test_a_workbook_without_settings_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(UserFacingError) as caught:
        workbook_settings(tmp_path / "b.xlsx")
    assert caught.value.code == "no_settings_inside"
    assert is_workbook(tmp_path / "B.XLSX")
    assert not is_workbook(tmp_path / "s.toml")


def test_settings_that_differ_are_named():
    assert differing_settings(DEFAULTS, DEFAULTS.with_value("general.as_of", "2024-01-01")) == ()
    changed = DEFAULTS.with_value("holdout.share", 0.3).with_value("health.weights.tenure", 25)
    keys = differing_settings(DEFAULTS, changed)
    assert "holdout.share" in keys
    assert len(keys) == 2
    assert any(key.startswith("health.") for key in keys)
