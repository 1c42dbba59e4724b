"""Formats: widths for Chinese, money by currency, colours from the theme."""

import tomllib

from retention_desk.foundation.resources import resource_folder
from retention_desk.reporting.workbook_style import colours, display_width, money_format


def test_chinese_signs_count_twice():
    assert display_width("NT$ 客戶") == 8


def test_money_carries_its_currency():
    assert money_format("GBP") == "£#,##0;−£#,##0"
    assert money_format(None) == "#,##0;−#,##0"
    assert money_format("PLN").startswith('"PLN "')


def test_the_colours_are_the_theme_s():
    with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
        tokens = tomllib.load(stream)
    assert colours()["input_fill"] == tokens["workbook"]["input_fill"]
    assert colours()["chart0"] == tokens["light"]["chart"]["categorical"][0]
