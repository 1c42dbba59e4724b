import tomllib

from retention_desk.foundation.resources import resource_folder
from retention_desk.reporting.paper.paper_style import colour, space, text_role

with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
    TOKENS = tomllib.load(stream)


def test_colours_are_the_theme_s_in_the_scheme_for_print():
    assert colour("text") == TOKENS["print"]["colour"]["text"]
    assert colour("border") == TOKENS["light"]["colour"]["border"]
    assert colour("healthy") == TOKENS["light"]["band"]["healthy"]


def test_sizes_are_the_theme_s_and_chinese_lines_stand_further_apart():
    assert text_role("body", "en").size == TOKENS["type"]["body"]["size"]
    extra = TOKENS["type"]["zh_extra_leading"]
    assert text_role("body", "zh_CN").line == text_role("body", "en").line + extra
    assert text_role("title", "zh_TW") == text_role("title", "en")
    assert space("m") == TOKENS["space"]["m"]
