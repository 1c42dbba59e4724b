import pytest

from retention_desk.importing.order_status import means_never_paid, means_returned


@pytest.mark.parametrize(
    "status",
    [
        "refunded",
        "Cancelled",
        "CANCELED",
        "Returned",
        "voided",
        "付款以后用户退款成功，交易自动关闭",
        "已取消",
        "退款成功",
        "已退貨",
    ],
)
def test_words_for_orders_that_came_to_nothing(status: str) -> None:
    assert means_returned(status)


@pytest.mark.parametrize(
    "status",
    [
        "paid",
        "partially_refunded",
        "not refunded",
        "交易成功",
        "无退款",
        "Return customer",
        "refund requested",
        "pending",
    ],
)
def test_words_for_orders_that_stand(status: str) -> None:
    assert not means_returned(status)


@pytest.mark.parametrize(
    ("status", "never"),
    [("failed", True), ("Payment declined", True), ("等待买家付款", True), ("unpaid", True), ("Closed Lost", True),
     ("paid", False), ("交易成功", False), ("shipped", False), ("pending", False), ("买家已付款，等待卖家发货", False)],
)  # fmt: skip
def test_a_payment_that_never_came_is_no_purchase(status: str, never: bool) -> None:
    assert means_never_paid(status) is never
