"""Putting IDs together gives what importing the file with one ID would have given."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.merge_customers import merge_customers
from retention_desk.importing.scope import scope
from retention_desk.pipeline import analyse

from .conftest import imported

ORDERS = """Order No,Customer ID,Order Date,Amount
1,B,2024-01-05,10.00
2,A,2024-01-05,20.00
3,A,2024-02-01,30.00
4,C,2024-02-03,5.50
5,D,2024-02-04,7.00
6,B,2024-03-01,12.00
"""
CUSTOMERS = """Customer ID,Name,Email,Phone,City,Sign-up date
A,Ann,ann@example.org,,Leeds,2023-02-01
B,,ANN@example.org ,0113 496 0000,York,2023-01-01
C,Cem,cem@example.org,+44 113 496 0001,,2023-03-01
D,Dot,,(113) 4960000,Hull,2023-04-01
"""
EVENTS = ["customer", "ordered_on", "order", "amount", "source_row"]


@pytest.fixture
def files(tmp_path):
    """Return a function that writes both tables with IDs replaced, and imports them."""

    def write(replaced, with_customers=True):
        paths = []
        for name, text in (("orders", ORDERS), *([("customers", CUSTOMERS)] if with_customers else [])):
            table = pd.read_csv(pd.io.common.StringIO(text), dtype=str)
            table["Customer ID"] = table["Customer ID"].replace(replaced)
            path = tmp_path / f"{name}-{len(replaced)}.csv"
            table.to_csv(path, index=False)
            paths.append(path)
        return imported(*paths)

    return write


@pytest.mark.parametrize(
    "aliases", [{"B": "A"}, {"B": "A", "D": "C"}, {"A": "B", "B": "C"}, {"D": "A", "C": "A"}]
)
def test_events_are_those_of_a_file_with_one_id(files, aliases):
    ends = dict(aliases)
    while any(end in aliases for end in ends.values()):
        ends = {alias: aliases.get(end, end) for alias, end in ends.items()}
    merged = merge_customers(files({}, with_customers=False), aliases)
    expected = files(ends, with_customers=False)
    assert merged.customer_ids.tolist() == expected.customer_ids.tolist()
    pd.testing.assert_frame_equal(merged.events["orders"][EVENTS], expected.events["orders"][EVENTS])


def test_the_row_that_stays_counts_first_and_the_others_fill_its_gaps(files):
    data = merge_customers(files({}), {"B": "A"})
    ann = data.customers.loc["A"]
    assert (ann["name"], ann["email"], ann["phone"]) == ("Ann", "ann@example.org", "0113 496 0000")
    assert ann["signup_date"] == pd.Timestamp("2023-02-01")
    before = files({}).customers
    assert data.customers.dtypes.to_dict() == before.dtypes.to_dict()
    pd.testing.assert_frame_equal(data.customers.drop("A"), before.drop(["A", "B"]), check_names=False)


def test_nothing_is_lost_and_the_finding_counts_who_was_put_together(files):
    data = files({})
    merged = scope(data, DEFAULTS.with_value("general.aliases", {"B": "A", "nobody": "A"}))
    assert merged.n_customers == data.n_customers - 1
    assert merged.events["orders"]["amount"].sum() == data.events["orders"]["amount"].sum() == 84.5
    assert len(merged.events["orders"]) == 6
    assert merged.fingerprint != data.fingerprint
    [finding] = [finding for finding in merged.findings if finding.code == "aliases_merged"]
    assert finding.text.values["n"] == 1


def test_without_an_alias_that_somebody_has_the_data_are_the_same(files):
    data = files({})
    assert merge_customers(data, {}) is data
    assert merge_customers(data, {"x": "A"}) is data


def test_an_alias_may_stand_for_an_id_that_was_not_there(files):
    merged = merge_customers(files({}), {"A": "Person 1", "B": "Person 1"})
    assert "Person 1" in merged.customer_ids
    assert merged.customers.loc["Person 1", "phone"] == "0113 496 0000"


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("ABCD")))
def test_a_second_time_changes_nothing_and_rings_come_to_an_end(files_of, aliases):
    once = merge_customers(files_of, aliases)
    again = merge_customers(once, aliases)
    assert again.customer_ids.tolist() == once.customer_ids.tolist()
    assert once.events["orders"]["amount"].sum() == pytest.approx(84.5)


@pytest.fixture(scope="module")
def files_of(tmp_path_factory):
    path = tmp_path_factory.mktemp("ring") / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return imported(path)


def test_putting_together_is_undone_with_the_setting(files):
    data = files({}, with_customers=False)
    together = analyse(data, DEFAULTS.with_value("general.aliases", {"B": "A"}))
    apart = analyse(data, DEFAULTS, together)
    assert together.data.n_customers == 3
    assert apart.data.n_customers == 4
    assert apart.metrics.values["orders_per_customer"].value == 6 / 4
    assert together.metrics.values["orders_per_customer"].value == 6 / 3
