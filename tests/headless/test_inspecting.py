"""``inspect`` says what each sheet is."""

from retention_desk.headless.commands import run_command


def test_the_sheet_its_columns_and_its_rows_are_shown(capsys, analysed):
    assert run_command(["inspect", str(analysed.folder / "orders.csv")]) == 0
    out = capsys.readouterr().out
    assert "Orders" in out
    assert "Order date" in out
    assert f"{len(analysed.lines):,} rows read" in out


def test_a_mapping_file_names_the_columns(capsys, analysed, tmp_path):
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nproduct = "Order no"\n')
    assert run_command(["inspect", str(analysed.folder / "orders.csv"), "--mapping", str(mapping)]) == 0
    assert "product" in capsys.readouterr().out


def test_a_header_that_is_not_there_is_refused_with_the_nearest(capsys, analysed, tmp_path):
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\ncustomer_id = "Custmer ID"\n')
    assert run_command(["inspect", str(analysed.folder / "orders.csv"), "--mapping", str(mapping)]) == 3
    assert "Customer ID" in capsys.readouterr().err
