"""Message catalogues follow the source, keep what is translated, and come out the same every day."""

from __future__ import annotations

import pytest
import translations

SOURCE = """
from retention_desk.foundation.wording import phrase, phrase_n
A = phrase("Plain text")
B = phrase_n("{n} row", "{n} rows", 3)
def say(words):
    return words("Said with {name}", name="x")
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    package = tmp_path / "retention_desk" / "health"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "said.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCE", tmp_path / "retention_desk")
    return tmp_path


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(translations.sys, "argv", ["translations.py", *arguments])
    return translations.main()


def files(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.glob("resources/locales/zh_CN/LC_MESSAGES/*")}


def translate(project, english: str, chinese: str) -> None:
    for language in translations.LANGUAGES:
        file = project / "resources" / "locales" / language / "LC_MESSAGES" / "health.po"
        text = file.read_text(encoding="utf-8")
        before, after = text.split(f'"{english}"\n', 1)
        empty = 'msgstr[0] ""' if after.startswith("msgstr[0]") else 'msgstr ""'
        file.write_text(
            f'{before}"{english}"\n' + after.replace(empty, empty[:-1] + chinese + '"', 1), encoding="utf-8"
        )


def test_texts_of_every_kind_are_found(project):
    found = translations.messages_of(project / "retention_desk" / "health")
    assert set(found) == {"Plain text", "Said with {name}", ("{n} row", "{n} rows")}


def test_what_is_untranslated_is_named_and_fails(project, monkeypatch, capsys):
    assert run(monkeypatch) == 1
    said = capsys.readouterr().out
    assert "untranslated zh_CN health: 'Plain text'" in said
    assert "untranslated zh_TW health" in said


def test_translations_are_kept_and_compiled(project, monkeypatch, capsys):
    run(monkeypatch)
    translate(project, "Plain text", "纯文本")
    translate(project, "Said with {name}", "说 {name}")
    translate(project, "{n} rows", "{n} 行")
    capsys.readouterr()
    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0
    assert capsys.readouterr().out == ""
    assert "纯文本".encode() in files(project)["health.mo"]


def test_the_same_texts_give_the_same_files(project, monkeypatch):
    run(monkeypatch)
    before = files(project)
    run(monkeypatch)
    assert files(project) == before
    assert b"2000-01-01" in before["health.mo"]


def test_the_check_changes_nothing_and_sees_what_is_out_of_step(project, monkeypatch, capsys):
    assert run(monkeypatch, "--check") == 1
    assert "out of step" in capsys.readouterr().out
    assert files(project) == {}
