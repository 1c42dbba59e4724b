"""The samples on the home page open the workbook of the window's language."""

from __future__ import annotations

import pytest

from retention_desk.desktop import samples
from retention_desk.desktop.icons import icon
from retention_desk.desktop.samples import SAMPLES, sample_path
from retention_desk.foundation.wording import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [sample.key for sample in SAMPLES])
def test_every_sample_is_there_in_every_language(key, language):
    path = sample_path(key, language)
    assert path.is_file()
    assert path.name.startswith(f"{key}_")
    assert ("_en" in path.name) == (language == "en"), "a Chinese window opens a Chinese sample"


@pytest.mark.parametrize(
    ("there", "language", "opened"),
    [
        (("en", "zh", "zh_TW"), "zh_TW", "zh_TW"),
        (("en", "zh"), "zh_TW", "zh"),
        (("en", "zh", "zh_TW"), "zh_CN", "zh"),
        (("en",), "zh_CN", "en"),
        (("en", "zh"), "en", "en"),
    ],
)
def test_the_nearest_language_is_opened(monkeypatch, tmp_path, there, language, opened):
    for name in there:
        (tmp_path / f"shop_{name}.xlsx").touch()
    monkeypatch.setattr(samples, "sample_folder", lambda: tmp_path)
    assert sample_path("shop", language) == tmp_path / f"shop_{opened}.xlsx"


def test_titles_and_notes_are_said_in_the_language(qapp):
    for sample in SAMPLES:
        for text in (sample.title, sample.note):
            said = {Words(language)(text) for language in LANGUAGES}
            assert len(said) > 1, text.text
        assert not icon(sample.icon).isNull()
