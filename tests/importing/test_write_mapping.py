from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.mapping_file import apply_mapping, mapping_of, read_mapping_file
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.write_mapping import mapping_text, write_mapping_file

from .conftest import ORDERS


def test_what_is_written_is_read_back(text_file: Callable[..., Path], tmp_path: Path) -> None:
    raws = read_export(text_file(ORDERS.replace("customer id", 'customer "id" \\ 客户')))
    mappings = apply_mapping(mapping_of({"aliases": {"a\tb": "c"}}, tmp_path), raws, propose_mapping(raws))
    target = tmp_path / "saved.toml"
    write_mapping_file(target, mappings)
    again = apply_mapping(read_mapping_file(target), raws, propose_mapping(raws))
    assert dict(again[0].columns) == dict(mappings[0].columns)
    assert dict(again[0].aliases) == {"a\tb": "c"}
    assert "[[table]]" in mapping_text(mappings)
