"""Aliases from a file: which ID stands for which, and rows that say nothing or contradict."""

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.alias_map import read_alias_map


def test_the_left_id_stands_for_the_right_one(text_file):
    found = read_alias_map(text_file("old number,number\nC-0017,C-17\n0042,42\n"))
    assert dict(found.aliases) == {"C-0017": "C-17", "0042": "42"}
    assert found.rows_read == 2


@pytest.mark.parametrize("header", ["customer id,also known as", "客户编号,别名", "Master ID,Duplicate"])
def test_a_header_can_say_that_the_left_one_stays(text_file, header):
    found = read_alias_map(text_file(f"{header}\nC-17,C-0017\nC-17,C-00017\n"))
    assert dict(found.aliases) == {"C-0017": "C-17", "C-00017": "C-17"}


def test_rows_without_one_of_them_or_contradicting_are_told_by_number(text_file):
    found = read_alias_map(text_file("old,new\nA,B\n,C\nD,\nA,E\nA,B\nF,F\n"))
    assert dict(found.aliases) == {"A": "B"}
    assert (found.empty_rows, found.contradicting_rows) == ((3, 4), (5,))
    assert found.rows_read == 6


def test_numbers_in_a_workbook_are_read_as_ids_are(workbook):
    path = workbook({"Map": [["old", "new"], [13085, 12000], [13086.0, "12000"]]})
    assert dict(read_alias_map(path).aliases) == {"13085": "12000", "13086": "12000"}


def test_a_table_of_one_column_is_refused_with_the_way_out(text_file):
    with pytest.raises(UserFacingError) as caught:
        read_alias_map(text_file("old id\nA\nB\n"))
    assert caught.value.code == "no_aliases"
