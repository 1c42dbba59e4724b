from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.apply_mapping import apply_mapping
from retention_desk.importing.mapping_file import mapping_of, read_mapping_file
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.write_mapping import mapping_text, named_mapping_text, write_mapping_file

from .conftest import ORDERS


def test_what_is_written_is_read_back(text_file: Callable[..., Path], tmp_path: Path) -> None:
    raws = read_export(text_file(ORDERS.replace("customer id", 'customer "id" \\ 客户')))
    mappings = apply_mapping(mapping_of({"aliases": {"a\tb": "c"}}, tmp_path), raws, propose_mapping(raws))
    target = tmp_path / "saved.toml"
    write_mapping_file(target, mapping_text(mappings))
    again = apply_mapping(read_mapping_file(target), raws, propose_mapping(raws))
    assert dict(again[0].columns) == dict(mappings[0].columns)
    assert dict(again[0].aliases) == {"a\tb": "c"}
    assert "[[table]]" in mapping_text(mappings)


def test_under_a_name_it_serves_files_of_the_same_headers_whatever_they_are_called(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    raws = read_export(text_file(ORDERS))
    mappings = propose_mapping(raws)
    text = named_mapping_text("Shop “é” 店", raws, mappings)
    assert "file =" not in text
    target = tmp_path / "saved.toml"
    write_mapping_file(target, text)
    known = read_mapping_file(target)
    assert known.name == "Shop “é” 店"
    again = apply_mapping(known, raws, mappings)[0]
    assert (again.kind, dict(again.columns)) == (mappings[0].kind, dict(mappings[0].columns))


def test_answers_about_single_columns_are_written_and_read_back(
    text_file: Callable[..., Path], tmp_path: Path
) -> None:
    raws = read_export(
        text_file(
            'customer id,order date,amount,country\nC1,05/06/2024,"1,250",Malta\nC2,06/06/2024,"2,000",Italy\n'
        )
    )
    (mapping,) = propose_mapping(raws)
    for question in mapping.questions:
        mapping = mapping.with_answer(question, question.answers[1][0])
    target = tmp_path / "saved.toml"
    write_mapping_file(target, mapping_text([mapping]))
    (again,) = apply_mapping(read_mapping_file(target), raws, propose_mapping(raws))
    assert again.questions == ()
    assert dict(again.day_first_of) == {"order date": False}
    assert dict(again.decimal_of) == {"amount": ","}
    assert dict(again.describes) == {"region": "country"}
