"""The files on the table: who and when, how much, what was noticed, and why nothing could be taken."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.files_card import BroughtFile, FileRow, FilesCard, brought_files
from retention_desk.desktop.review_page.flow import Brought
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import NotMerged
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from tests.desktop.review_parts import merge

PROTECTED = NotMerged(
    "secret.xlsx",
    UserFacingError("encrypted", phrase("It is protected."), "secret.xlsx", phrase("Type its password.")),
)


@pytest.fixture
def says(words):
    return CellWords(words, DEFAULTS)


@pytest.fixture
def files(says):
    return brought_files(Brought(refused=(PROTECTED,), merge=merge()), says)


def test_every_file_is_told_once(files):
    assert [(item.file, item.state) for item in files] == [
        ("actions Anna.xlsx", "new"),
        ("actions Ben.xlsx", "new"),
        ("again.xlsx", "known"),
        ("secret.xlsx", "refused"),
        ("old.xlsx", "refused"),
    ]


def test_what_a_file_brings_is_counted(files, words):
    assert [words(fact) for fact in files[0].facts] == [
        "2 cells filled in", "1 row added", "1 row missing", "1 cell not read",
    ]  # fmt: skip
    assert words(files[0].origin).startswith("Anna (named by the file’s properties), saved 2024-05-01")
    assert words(files[1].notes[0]) == "An older list. Merged there."
    assert "nothing new" in words(files[2].facts[0])


def test_a_refused_file_says_why_and_what_helps(qtbot, appearance, files, words):
    card = FilesCard(words)
    qtbot.addWidget(card)
    card.show_files(files, words)
    texts = {label.spoken() for label in card.findChildren(Label)}
    assert {"It is of another project.", "Open that project."} <= texts
    assert card.title.spoken() == "5 workbooks"


def test_a_file_can_be_left_out_or_opened_with_its_password(qtbot, appearance, files, words):
    card = FilesCard(words)
    qtbot.addWidget(card)
    card.show_files(files, words)
    card.show()
    rows = card.findChildren(FileRow)
    assert [row.password.isVisible() for row in rows] == [False, False, False, True, False]
    with qtbot.waitSignal(card.password_wanted) as wanted:
        rows[3].password.click()
    assert wanted.args == ["secret.xlsx"]
    with qtbot.waitSignal(card.left_out) as left_out:
        rows[1].leave_out.click()
    assert left_out.args == ["actions Ben.xlsx"]


def test_an_anonymised_file_asks_for_its_key_in_place(qtbot, appearance, words):
    error = UserFacingError(
        "needs_key", phrase("It is anonymised."), "", phrase("Merge it with --anonymise.")
    )
    card = FilesCard(words)
    qtbot.addWidget(card)
    card.show_files([BroughtFile("list.xlsx", "refused", error=error)], words)
    (row,) = card.findChildren(FileRow)
    assert not row.key.isHidden()
    assert row.password.isHidden()
    with qtbot.waitSignal(card.key_wanted):
        row.key.click()
    texts = " ".join(label.spoken() for label in card.findChildren(Label))
    assert "Choose the key file it was exported with" in texts
    assert "--anonymise" not in texts, "options belong to the command line"
