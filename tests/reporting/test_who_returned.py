"""Whose hand it was."""

import pytest

from retention_desk.reporting.who_returned import who_returned

OURS = "retention_actions_2011-12-09.xlsx"


@pytest.mark.parametrize(
    ("saved_by", "file", "owners", "expected"),
    [
        ("Priya  Shah", "x.xlsx", (), ("Priya Shah", "properties")),
        ("张三", OURS, (), ("张三", "properties")),
        ("Microsoft Office User", "retention_actions_2011-12-09_Tom.xlsx", (), ("Tom", "file_name")),
        ("", "Tom - retention_actions_2011-12-09 (2).xlsx", (), ("Tom", "file_name")),
        ("DESKTOP-3F9A1B2", "retention_actions_2011-12-09 - 李四 final v2.xlsx", (), ("李四", "file_name")),
        ("openpyxl", "retention_actions_2011-12-09 (3).xlsx", ("Ines",), ("Ines", "owner")),
        ("WPS_1620000000", "retention_actions_2011-12-09 - Copy.xlsx", ("Ines", "Tom"),
         ("retention_actions_2011-12-09", "file")),
        ("用户", "副本 名单.xlsx", (), ("名单", "file")),
        ("", "回传.xlsx", (), ("回传", "file")),
        ("", "retention_actions_2011-12-09_Kirov.xlsx", (), ("Kirov", "file_name")),
    ],
)  # fmt: skip
def test_who(saved_by, file, owners, expected):
    assert who_returned(saved_by, file, OURS, lambda: owners) == expected


def test_copies_of_one_file_are_of_one_hand():
    names = ["list.xlsx", "list (1).xlsx", "list - Copy.xlsx", "Copy of list.xlsx", "list_v2.xlsx"]
    assert {who_returned("", name, "", tuple)[0] for name in names} == {"list"}
