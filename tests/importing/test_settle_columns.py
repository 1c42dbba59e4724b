import datetime as dt
from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.dataset import ColumnMapping
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

OPEN = "customer id,order date,amount\nC1,05/06/2024,12.50\nC2,06/06/2024,20.00\nC1,07/06/2024,30.00\n"
DAY_FIRST = "customer id,order date,amount\nC1,25/07/2024,12.50\nC2,26/07/2024,20.00\nC3,27/07/2024,30.00\n"


def mapped(*paths: Path) -> tuple[ColumnMapping, ...]:
    return propose_mapping([raw for path in paths for raw in read_export(path)])


def test_a_column_that_does_not_tell_becomes_a_question_with_both_meanings(
    text_file: Callable[..., Path],
) -> None:
    (mapping,) = mapped(text_file(OPEN))
    (question,) = mapping.questions
    assert (question.topic, question.header, question.example) == ("day_first", "order date", "05/06/2024")
    assert question.answers == ((True, dt.date(2024, 6, 5)), (False, dt.date(2024, 5, 6)))
    answered = mapping.with_answer(question, True)
    assert (answered.questions, dict(answered.day_first_of)) == ((), {"order date": True})
    data = tidy(read_export(text_file(OPEN)), [answered])
    assert data.events["orders"]["ordered_on"].max().date() == dt.date(2024, 6, 7)
    assert not data.findings


def test_another_file_of_the_import_settles_it(text_file: Callable[..., Path], tmp_path: Path) -> None:
    second = tmp_path / "july.csv"
    second.write_text(DAY_FIRST)
    first = mapped(text_file(OPEN), second)[0]
    assert (first.questions, dict(first.day_first_of)) == ((), {"order date": True})


def test_another_column_of_the_table_settles_it(text_file: Callable[..., Path]) -> None:
    text = "customer id,signup date,last login\n" + "".join(
        f"C{i},{i + 13}/01/2024,0{i + 1}/02/2024\n" for i in range(6)
    )
    (mapping,) = mapped(text_file(text))
    assert dict(mapping.day_first_of) == {"signup date": True, "last login": True}


def test_a_decimal_sign_that_no_cell_tells_becomes_a_question(text_file: Callable[..., Path]) -> None:
    text = "customer id;order date;amount\nC1;2024-06-05;1.250\nC2;2024-06-06;2.000\nC1;2024-06-07;850\n"
    (mapping,) = mapped(text_file(text))
    (question,) = mapping.questions
    assert (question.topic, question.guess, question.answers) == (
        "decimal",
        ",",
        ((".", 1.25), (",", 1250.0)),
    )
    data = tidy(read_export(text_file(text)), [mapping])
    assert data.events["orders"]["amount"].sum() == 1250 + 2000 + 850
    assert [finding.code for finding in data.findings] == ["guessed_decimals"]
    answered = mapping.with_answer(question, ".")
    assert tidy(read_export(text_file(text)), [answered]).events["orders"]["amount"].sum() == 1.25 + 2 + 850


def test_a_short_year_among_full_ones_raises_no_question(text_file: Callable[..., Path]) -> None:
    days = ["2024-01-01", "2024-06-06", "24-07-07", "2024-08-08"]  # 24 is no month: nothing to choose from
    text = "customer id,order date,amount\n" + "".join(
        f"C{i % 3},{day},{i + 1}.50\n" for i, day in enumerate(days)
    )
    (mapping,) = mapped(text_file(text))
    assert mapping.questions == ()
    days_read = tidy(read_export(text_file(text)), [mapping]).events["orders"]["ordered_on"]
    assert dt.date(2024, 7, 7) in {day.date() for day in days_read}
