from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase
from retention_desk.importing.read_export import read_export
from retention_desk.importing.table_profiles import profiles_of

REPEATED = "customer id,amount\nC1,5\nC2,7\ncustomer id,amount\nC3,9\n"


def test_each_column_has_a_profile_of_what_stands_below_its_header(text_file: Callable[..., Path]) -> None:
    (raw,) = read_export(text_file(REPEATED))
    profiles = profiles_of(raw)
    assert set(profiles) == {"customer id", "amount"}
    assert (profiles["amount"].n_rows, profiles["amount"].number_share) == (3, 1.0)
    assert profiles_of(raw) is profiles, "worked out once for each sheet"


def test_stopped_half_way_nothing_is_kept(text_file: Callable[..., Path]) -> None:
    (raw,) = read_export(text_file(REPEATED))

    def stop(_share: float, _doing: Phrase | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        profiles_of(raw, Progress(stop))
    assert profiles_of(raw)["amount"].n_known == 3
