from collections.abc import Callable
from pathlib import Path

from .conftest import imported


def test_the_first_row_of_a_customer_is_kept(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i:03},Name {i},{i}\n" for i in range(60))
    data = imported(text_file("customer id,name,visits\n" + rows + "C005,Other,99\n"))
    assert data.n_customers == 60
    assert data.features["visits"]["C005"] == 5
    assert data.set_aside[["source_row", "code"]].to_numpy().tolist() == [[62, "duplicate_customer"]]
    assert [finding.code for finding in data.findings] == ["duplicate_customers"]
