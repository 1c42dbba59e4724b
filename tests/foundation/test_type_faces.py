import pytest

from retention_desk.foundation.type_faces import installed_families, language_tag
from retention_desk.foundation.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_faces_of_a_language_are_installed_and_each_is_named_once(language):
    from matplotlib import font_manager

    families = installed_families(language)
    assert families
    assert len(set(families)) == len(families)
    assert set(families) <= set(font_manager.get_font_names())
    assert families[-1] == "DejaVu Sans"


def test_faces_of_the_own_script_come_first():
    both = [family for family in installed_families("zh_TW") if "CJK" in family]
    if {"Noto Sans CJK SC", "Noto Sans CJK TC"} <= set(both):
        assert both.index("Noto Sans CJK TC") < both.index("Noto Sans CJK SC")


def test_files_name_languages_by_their_script():
    assert [language_tag(language) for language in LANGUAGES] == ["en", "zh-Hans", "zh-Hant"]
