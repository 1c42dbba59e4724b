"""Progress of parts adds up to the whole, and a wish to stop is passed on."""

import pytest

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import SILENT, Progress


def test_a_part_of_a_part_reports_its_place_in_the_whole():
    seen = []
    whole = Progress(lambda done, doing: seen.append(round(done, 6)))
    part = whole.part(0.5, 1.0).part(0.0, 0.5)
    for done in (0.0, 0.5, 1.0, 7.0):
        part.step(done)
    assert seen == [0.5, 0.625, 0.75, 0.75]


def test_the_listener_stops_the_work():
    def stop(_done, _doing):
        raise Cancelled

    with pytest.raises(Cancelled):
        Progress(stop).step(0.1)
    SILENT.step(0.5)
