"""Tables that cannot teach, or nearly: each ends in a model, a finding or a refusal with the way out."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fit_churn import fit_churn
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.pipeline import import_files

EN = Words("en")
LOGISTIC = DEFAULTS.with_value("churn.model", "logistic")
RNG = np.random.default_rng(0)


def table(n, left, **columns):
    tenure = RNG.gamma(2, 10, n)
    return pd.DataFrame(
        {"Customer ID": [f"C{k:05d}" for k in range(n)], "Churn": left, "Tenure": tenure, **columns}
    )


def pattern(n, share=0.3):
    return RNG.random(n) < share


def forecast(frame, folder):
    path = folder / "customers.csv"
    frame.to_csv(path, index=False)
    data = import_files([path])
    return data, conclude_churn(fit_churn(data, order_book(data), LOGISTIC, SILENT), None, LOGISTIC)


WRITINGS = {
    "yes and no": ("Yes", "No"),
    "是 and 否": ("是", "否"),
    "流失 and 留存": ("流失", "留存"),
    "已流失 and 未流失": ("已流失", "未流失"),
    "cancelled and active": ("Cancelled", "Active"),
    "已註銷 and 使用中": ("已註銷", "使用中"),
    "1 and 0": (1, 0),
}


@pytest.mark.parametrize("words", WRITINGS.values(), ids=WRITINGS)
def test_a_label_in_words(words, tmp_path):
    n = 300
    tenure = RNG.gamma(2, 10, n)
    left = RNG.random(n) < 1 / (1 + np.exp(0.15 * (tenure - 12)))
    frame = table(n, np.where(left, *words)).assign(Tenure=tenure)
    data, found = forecast(frame, tmp_path)
    assert np.array_equal(data.customers["churned"].to_numpy(dtype=bool), left)
    assert found.status == "model"
    assert found.events == left.sum()


@pytest.mark.parametrize("word", ["No", "Yes"])
def test_one_class_is_refused_with_what_is_missing(word, tmp_path):
    _, found = forecast(table(200, word), tmp_path)
    assert found.status == "refused"
    assert "a model needs 50" in EN(found.reason)
    assert np.isnan(found.probability).all()
    assert found.contacts is None


def test_twenty_rows(tmp_path):
    _, found = forecast(table(20, np.where(np.arange(20) < 8, "Yes", "No")), tmp_path)
    assert found.status == "refused"
    assert "becomes possible once 42 more have left" in EN(found.reason)


def test_all_columns_constant(tmp_path):
    frame = table(300, np.where(pattern(300), "Yes", "No"), Country="US", Score=1).assign(Tenure=7)
    _, found = forecast(frame, tmp_path)
    assert found.status == "refused"
    assert "no column to learn from" in EN(found.reason)
    assert {column.column for column in found.left_out} == {"region", "Score", "Tenure"}


def test_a_text_column_of_thousands_of_values_is_left_out_with_the_reason(tmp_path):
    n = 6_000
    frame = table(
        n, np.where(pattern(n), "Yes", "No"), Street=[f"street {k}" for k in RNG.integers(0, 5_000, n)]
    )
    _, found = forecast(frame, tmp_path)
    (street,) = [column for column in found.left_out if column.column == "Street"]
    assert "Too many values" in EN(street.why)


@pytest.mark.parametrize("header", ["Churn Date", "Churned", "流失日期"])
def test_dates_as_labels_say_who_left_and_when(tmp_path, header):
    n = 400
    tenure = RNG.gamma(2, 10, n)
    left = RNG.random(n) < 1 / (1 + np.exp(0.15 * (tenure - 12)))
    days = pd.to_datetime(dt.date(2024, 1, 1)) + pd.to_timedelta(RNG.integers(0, 300, n), unit="D")
    frame = pd.DataFrame(
        {"Customer ID": [f"C{k:05d}" for k in range(n)], "Tenure": tenure,
         header: pd.Series(days.strftime("%Y-%m-%d")).where(left, "")}
    )  # fmt: skip
    _, found = forecast(frame, tmp_path)
    assert found.status == "model"
    assert found.events == left.sum()
    assert found.known.sum() == n - left.sum()
