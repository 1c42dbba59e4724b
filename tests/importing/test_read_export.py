from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy


def test_every_line_of_the_online_retail_book_is_accounted_for(shared_data: Path) -> None:
    raws = read_export(shared_data / "orders" / "online_retail_2010_2011.xlsx")
    data = tidy(raws, propose_mapping(raws))
    source = data.sources[0]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (541_909, 406_829, 135_080)
    assert data.n_customers == 4372
    orders = data.events["orders"]
    assert int((orders["quantity"] > 0).sum()) == 397_924
    assert orders["amount"][orders["is_purchase"]].sum() == pytest.approx(8_911_407.904)
    assert str(data.as_of) == "2011-12-09"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError) as error:
        read_export(tmp_path / "nothing.csv")
    assert error.value.code == "not_found"
