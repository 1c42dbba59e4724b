import pandas as pd

from retention_desk.forecast.activity_book import activity_book
from tests.forecast.builders import customer_data


def test_days_are_put_together_and_empty_counts_left_out():
    days = pd.to_datetime(["2024-01-02", "2024-01-02", "2024-01-05", "2024-01-03", "2024-01-04"])
    table = pd.DataFrame(
        {"customer": [0, 0, 0, 1, 1], "happened_on": days, "count": [2.0, 3.0, 1.0, 0.0, 4.0]}
    )
    book = activity_book(customer_data(events={"activity": table}))
    assert book.purchase_customer.tolist() == [0, 0, 1]
    assert book.purchase_amount.tolist() == [5, 1, 4]
    assert book.order_count.tolist() == [2, 1]
    assert (book.last_day - book.first_day).tolist() == [3, 0]


def test_without_activity_there_is_no_book():
    assert activity_book(customer_data(features=pd.DataFrame({"x": [1.0]}))) is None
