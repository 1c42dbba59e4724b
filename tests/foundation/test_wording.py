"""Texts and numbers as each language sets them; the formats are those of the design notes."""

import datetime as dt
import math

import pytest

from retention_desk.foundation.wording import LANGUAGES, Money, Words, phrase, phrase_n

DAY = dt.date(2011, 12, 9)


@pytest.mark.parametrize(
    ("language", "share", "points", "long_date"),
    [
        ("en", "42.3\u202f%", "+2.4 points", "9 December 2011"),
        ("zh_CN", "42.3%", "+2.4 个百分点", "2011年12月9日"),
        ("zh_TW", "42.3%", "+2.4 個百分點", "2011年12月9日"),
    ],
)
def test_numbers_are_set_as_the_language_sets_them(language, share, points, long_date):
    words = Words(language)
    assert words.share(0.423) == share
    assert words.points(0.024) == points
    assert words.longdate(DAY) == long_date
    assert words.date(DAY) == "2011-12-09"
    assert words.count(5942) == "5,942"


def test_negative_money_carries_a_minus_sign_before_the_currency():
    assert Words("en").money(-189, "GBP") == "−£189"
    assert Words("en").money(486_200, "GBP") == "£486,200"


def test_chinese_headlines_count_in_ten_thousands():
    assert Words("zh_CN").short_money(486_000, "CNY") == "¥48.6 万"
    assert Words("zh_TW").short_money(431_000, "TWD") == "NT$ 43.1 萬"
    assert Words("en").short_money(486_000, "GBP") == "£486,000"


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_unknown_is_a_dash_never_nought(unknown):
    words = Words("en")
    assert {words.count(unknown), words.share(unknown), words.money(unknown), words.points(unknown)} == {"—"}


def test_halves_round_up_and_no_zero_is_negative():
    words = Words("en")
    assert words.number(0.25) == "0.3"
    assert words.number(-0.04) == "0.0"
    assert words.points(0.0001) == "0.0 points"


def test_a_phrase_is_said_in_any_language_with_its_values():
    said = phrase("{n:count} of {total} ({share:share0})", n=1234, total=Money(99.6, "EUR"), share=0.5)
    assert Words("en")(said) == "1,234 of €100 (50\u202f%)"
    assert Words("zh_CN")(said) == "1,234 of €100 (50%)"


def test_plural_follows_the_count():
    said = [Words("en")(phrase_n("{n} customer", "{n:count} customers", n)) for n in (1, 2, 1000)]
    assert said == ["1 customer", "2 customers", "1,000 customers"]


def test_text_of_the_user_with_braces_is_left_alone():
    assert Words("en")(phrase("column “{name}”", name="{0.__class__}")) == "column “{0.__class__}”"


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="no such language"):
        Words("fr")  # type: ignore[arg-type]
    assert set(LANGUAGES) == {"en", "zh_CN", "zh_TW"}
