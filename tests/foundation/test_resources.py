"""The files that ship with the program are where the program looks."""

from retention_desk.foundation.resources import resource_folder, sample_folder


def test_theme_glossary_and_samples_are_there():
    assert (resource_folder() / "theme" / "tokens.toml").is_file()
    assert (resource_folder() / "glossary.csv").is_file()
    assert sample_folder().is_dir()
