from retention_desk.importing.table_vetoes import (
    is_baskets_left_behind,
    is_summary,
    tells_of_persons,
    tells_of_terms,
    tells_of_things,
)


def test_what_headers_rule_out() -> None:
    assert tells_of_things(["id", "order_id", "SKU", "price"]) == 3
    assert tells_of_persons(["id", "Email Address"])
    assert not tells_of_persons(["id", "name"])
    assert is_baskets_left_behind(["id", "abandoned_checkout_url"])
    assert tells_of_terms(["current_period_start", "trial_end", "auto_renew"])
    assert not tells_of_terms(["customer id", "trial"])


def test_summaries_of_histories_are_told() -> None:
    assert is_summary(["ID", "frequency", "recency", "T"])
    assert is_summary(["x", "t_x", "T", "zbar"])
    assert not is_summary(["customer id", "order date", "amount"])
