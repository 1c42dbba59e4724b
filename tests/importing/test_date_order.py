from retention_desk.importing.date_order import ORDERS, decide_order
from retention_desk.importing.date_writing import DateWriting, date_writing


def writings(*texts: str) -> list[DateWriting]:
    return [date_writing(text) for text in texts]


def test_nothing_depends_on_the_order_of_plain_dates() -> None:
    assert decide_order(writings("2011-01-05", "5 May 2011", "05/05/2011")).order == "none"


def test_a_part_above_twelve_decides_and_points_stand_for_the_day_first() -> None:
    assert decide_order(writings("05/13/2011", "05/06/2011")).order == "month first"
    assert decide_order(writings("05.06.2011")).order == "day first"
    assert decide_order(writings("18.11.13", "19.12.13", "20.01.14")).order == "day first"


def test_two_digit_years_may_come_first() -> None:
    decision = decide_order(writings("23/12/28", "23/12/29", "24/01/31"))
    assert ORDERS[decision.used] == "year first"


def test_a_guess_is_called_one() -> None:
    assert decide_order(writings("05/06/2011")).order == "ambiguous"
    assert decide_order(writings("05/06/2011"), day_first=False).order == "month first"
    assert decide_order(writings("05/06/2011"), like=True).order == "day first"


def test_two_orders_that_occur_about_as_often_leave_each_its_own() -> None:
    assert decide_order(writings("13/05/2011", "05/13/2011")).each_its_own
    assert not decide_order(writings("13/05/2011", "05/13/2011"), day_first=True).each_its_own
