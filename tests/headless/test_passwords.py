import getpass
import sys
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words
from retention_desk.headless.commands import run_command
from retention_desk.headless.passwords import password_from

BOOK = Path("book.xlsx")


def test_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("Pässword 1\nnot this\n", encoding="utf-8-sig")
    ask = password_from(file, Words("en"))
    assert ask(BOOK, False) == "Pässword 1"
    assert ask(BOOK, True) is None
    with pytest.raises(UserFacingError, match="bad_password_file"):
        password_from(tmp_path / "none", Words("en"))(BOOK, False)


def test_a_person_at_a_terminal_is_asked_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt, stream: prompt)
    ask = password_from(None, Words("en"))
    assert [ask(BOOK, i > 0) for i in range(4)] == ["Password of book.xlsx: "] * 3 + [None]


def test_nobody_is_asked_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert password_from(None, Words("en"))(BOOK, False) is None


def test_the_command_line_says_how_to_give_it(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shared_data / "messy" / "poi_protected_passtika.xlsx"
    assert run_command(["inspect", str(book)]) == 3
    said = capsys.readouterr().err
    assert "error[encrypted]" in said
    assert "--password-file" in said
    file = tmp_path / "secret"
    for password, code in (("nope", "wrong_password"), ("tika", "no_table")):
        file.write_text(password)
        assert run_command(["inspect", str(book), "--password-file", str(file)]) == 3
        assert f"error[{code}]" in capsys.readouterr().err
