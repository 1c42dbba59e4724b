import calendar

import pytest

from retention_desk.importing.month_names import month_number


@pytest.mark.parametrize("month", range(1, 13))
def test_english_names_are_those_of_the_calendar(month: int) -> None:
    assert month_number(calendar.month_name[month]) == month
    assert month_number(calendar.month_abbr[month].upper()) == month


def test_accents_do_not_matter_and_other_words_are_no_month() -> None:
    assert month_number("Février") == month_number("fevrier") == 2
    assert month_number("Dezember") == month_number("diciembre") == month_number("十二月") == 12
    assert month_number("monday") == 0
