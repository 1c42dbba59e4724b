from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.wording import Words
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

HEAD = "customer id,order date,order id,amount,discount\n"


def read(path: Path) -> CustomerData:
    raws = read_export(path)
    return tidy(raws, propose_mapping(raws))


def codes(path: Path) -> list[str]:
    return [finding.code for finding in read(path).findings]


def test_a_tidy_table_gives_no_finding(text_file: Callable[..., Path]) -> None:
    assert codes(text_file(HEAD + "C1,2024-01-05,1,12.50,1\nC2,2024-01-06,2,20,2\n")) == []


def test_what_a_column_of_dates_leaves_open_is_said(text_file: Callable[..., Path]) -> None:
    mixed = "C1,13/01/2024,1,5,\nC2,01/14/2024,2,5,\nC1,02/03/2024,3,5,\n"
    data = read(text_file(HEAD + mixed))
    assert [finding.code for finding in data.findings] == ["mixed_dates"]
    assert data.set_aside["code"].tolist() == ["bad_date"]
    assert data.findings[0].examples[0].row == 4
    assert codes(text_file(HEAD + "C1,Jan-2024,1,5,\nC2,Feb-2024,2,5,\nC3,Mar-2024,3,5,\n")) == [
        "dates_are_periods"
    ]
    zones = "C1,2024-01-05 10:00 +0100,1,5,\nC2,2024-01-06 10:00 +0200,2,5,\n"
    assert codes(text_file(HEAD + zones)) == ["several_time_zones"]


def test_numbers_written_in_two_ways_are_read_as_they_can_only_be_meant(
    text_file: Callable[..., Path],
) -> None:
    rows = 'C1,2024-01-05,1,"12,50",\nC2,2024-01-06,2,12.50,\nC2,2024-01-07,3,"1,234",\n'
    data = read(text_file(HEAD + rows))
    assert [finding.code for finding in data.findings] == ["mixed_decimals"]
    assert data.events["orders"]["amount"].tolist() == [12.5, 12.5]
    assert data.set_aside["code"].tolist() == ["bad_amount"]


def test_cells_that_a_row_can_do_without_are_listed_and_the_row_is_used(
    text_file: Callable[..., Path],
) -> None:
    rows = "".join(f"C{i},2024-01-0{i},{i},5,1\n" for i in range(1, 8)) + "C8,2024-01-08,8,5,a gift\n"
    data = read(text_file(HEAD + rows))
    (finding,) = data.findings
    assert (finding.code, finding.rows, finding.examples[0].row) == ("unread_cells", 1, 9)
    assert "a gift" in str(finding.text.values)
    assert len(data.events["orders"]) == 8


def test_ids_cut_by_a_spreadsheet_are_a_problem(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i},2024-01-0{i},1.2345{i}E+17,5,\n" for i in range(1, 5))
    assert codes(text_file(HEAD + rows)) == ["id_in_scientific_notation"]


def test_cells_in_which_a_formula_went_wrong_are_unknown_and_said(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i},2024-01-0{i},{i},5,1\n" for i in range(1, 8))
    data = read(text_file(HEAD + rows + "#NAME?,2024-01-08,8,5,#DIV/0!\nC9,2024-01-09,9,#N/A,2\n"))
    found = {finding.column: finding for finding in data.findings if finding.code == "error_cells"}
    assert found.keys() == {"customer id", "amount", "discount"}
    assert [example.row for example in found["discount"].examples] == [9]
    assert "#DIV/0!" in Words("en")(found["discount"].text)
    assert data.set_aside["code"].tolist() == ["missing_customer_id", "missing_amount"]


def test_what_settles_a_guess_is_named_for_the_command_line(text_file: Callable[..., Path]) -> None:
    rows = "".join(f'C{i},0{i}/05/2024,{i},"1,23{i}",\n' for i in range(1, 8))
    guesses = {finding.code: finding for finding in read(text_file(HEAD + rows)).findings}
    assert (guesses["guessed_dates"].setting, guesses["guessed_dates"].mapping_key) == (
        "general.day_first", "day_first",
    )  # fmt: skip
    assert guesses["guessed_decimals"].mapping_key == "decimal"
    for finding in guesses.values():
        assert "mapping" not in Words("en")(finding.done)
