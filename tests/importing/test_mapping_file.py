from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.mapping_file import read_mapping_file
from retention_desk.importing.mapping_rules import MappingFile


def mapping_in(tmp_path: Path, text: str) -> MappingFile:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping_file(path)


def code_of(call: Callable[[], object]) -> UserFacingError:
    with pytest.raises(UserFacingError) as error:
        call()
    return error.value


@pytest.mark.parametrize(
    ("text", "code"),
    [("= nonsense", "bad_mapping"), ("[colums]\na = 'b'", "bad_mapping"), ("[columns]\ncustmer_id = 'x'", "bad_mapping"),
     ("[[table]]\nkind = 'orderz'", "bad_mapping"), ("[[table]]\nheader_row = 'five'", "bad_mapping"),
     ("[[table]]\nskip = 1", "bad_mapping"), ("[[table]]\ndecimal = ';'", "bad_mapping"), ("[table]\nskip = true", "bad_mapping"),
     ("[columns]\ncustomer_id = 5", "bad_mapping"), ("[aliases]\na = 1", "bad_mapping")],
)  # fmt: skip
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, code: str) -> None:
    assert code_of(lambda: mapping_in(tmp_path, text)).code == code


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(lambda: read_mapping_file(tmp_path / "none.toml")).code == "mapping_not_found"


def test_days_and_decimals_are_said_of_a_table_or_a_column(tmp_path: Path) -> None:
    (whole,) = mapping_in(tmp_path, '[[table]]\nday_first = false\ndecimal = ","\n').tables
    assert (whole.day_first, whole.decimal, dict(whole.day_first_of)) == (False, ",", {})
    text = '[[table]]\n[table.day_first]\n"order date" = false\n[table.decimal]\namount = ","\n'
    (single,) = mapping_in(tmp_path, text).tables
    assert (single.day_first, dict(single.day_first_of)) == (None, {"order date": False})
    assert dict(single.decimal_of) == {"amount": ","}
    error = code_of(lambda: mapping_in(tmp_path, '[[table]]\n[table.day_first]\nx = "yes"\n'))
    assert error.code == "bad_mapping"
