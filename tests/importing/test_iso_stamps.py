import datetime as dt

import numpy as np

from retention_desk.importing.iso_stamps import NOT_A_DAY, read_iso_stamps


def test_every_day_of_a_century_is_read_as_the_calendar_counts() -> None:
    first = dt.date(1970, 1, 1)
    days = [first + dt.timedelta(days=i) for i in range(-20_000, 36_525)]
    read, seconds = read_iso_stamps([f"{day:%Y-%m-%d}" for day in days])
    np.testing.assert_array_equal(read, np.arange(-20_000, 36_525))
    assert np.isnan(seconds).all()


def test_times_are_seconds_of_the_day_and_nonsense_is_left_for_others() -> None:
    texts = [
        "2011-12-09 12:50:07",
        "2011/12/09T23:59",
        "2011-02-29",
        "2011-12-09 24:00",
        "09/12/2011",
        "订单日期不明的行啊啊",
    ]
    read, seconds = read_iso_stamps(texts * 200)
    assert seconds[:2].tolist() == [46_207.0, 86_340.0]
    assert (read[2:6] == NOT_A_DAY).all()


def test_a_few_texts_are_left_to_the_general_reader() -> None:
    assert (read_iso_stamps(["2011-12-09"])[0] == NOT_A_DAY).all()
