"""Lines that are neither a purchase nor a return do not count."""

from retention_desk.metrics.counted_lines import counted_lines
from tests.forecast.builders import orders_table


def test_purchases_and_returns_count():
    orders = orders_table([0, 0, 1, 2], [1, 2, 3, 4], [5.0, 0.0, -2.0, 7.0])
    lines = counted_lines(orders)
    assert lines.row.tolist() == [0, 2, 3]
    assert lines.amount.tolist() == [5.0, -2.0, 7.0]
    assert lines.purchase.tolist() == [True, False, True]
    assert lines.at(lines.row[:1]).customer.tolist() == [0]


def test_when_every_line_counts_none_is_copied_away():
    assert counted_lines(orders_table([0, 1], [1, 2], [5.0, 1.0])).row.tolist() == [0, 1]
