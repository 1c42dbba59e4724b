"""A history of subscriptions: each counts once, as it stood last."""

from .conftest import imported

HEAD = "subscription_id,customer_id,start_date,plan,mrr,end_date,updated_at\n"


def subscriptions(text_file, rows):
    data = imported(text_file(HEAD + rows))
    return data, data.events["subscriptions"]


def test_the_version_changed_last_counts_wherever_it_stands(text_file):
    rows = (
        "S1,C1,2023-01-01,Basic,50,2023-06-30,2023-06-30\n"
        "S1,C1,2023-01-01,Basic,40,,2023-01-01\n"
        "S2,C2,2023-02-01,Pro,90,,2023-02-01\n"
        "S3,C3,2023-02-05,Pro,95,,2023-02-05\n"
    )
    data, table = subscriptions(text_file, rows)
    assert table["mrr"].tolist() == [50.0, 90.0, 95.0]
    aside = data.set_aside[data.set_aside["code"] == "older_version"]
    assert aside["source_row"].tolist() == [3]
    [finding] = [finding for finding in data.findings if finding.code == "older_versions"]
    assert (finding.rows, finding.examples[0].row) == (1, 3)
    [source] = data.sources
    assert source.rows_read == source.rows_used + source.rows_set_aside == 4


def test_without_a_date_of_change_the_last_row_counts(text_file):
    text = "subscription_id,customer_id,start_date,plan,mrr\nS1,C1,2023-01-01,Basic,50\nS1,C1,2023-01-01,Basic,60\nS2,C2,2023-01-03,Pro,10\n"
    data = imported(text_file(text))
    assert data.events["subscriptions"]["mrr"].tolist() == [60.0, 10.0]


def test_another_plan_or_start_is_another_part(text_file):
    rows = (
        "S1,C1,2023-01-01,Basic,50,,2023-01-01\n"
        "S1,C1,2023-01-01,Support,10,,2023-01-01\n"
        "S1,C1,2023-07-01,Basic,55,,2023-07-01\n"
        ",C2,2023-01-01,Basic,50,,2023-01-01\n"
        ",C2,2023-01-01,Basic,50,,2023-01-02\n"
    )
    _data, table = subscriptions(text_file, rows)
    assert len(table) == 5
