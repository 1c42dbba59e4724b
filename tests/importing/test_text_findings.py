import numpy as np

from retention_desk.importing.text_encoding import FoundEncoding
from retention_desk.importing.text_findings import text_findings


def test_rows_with_lost_characters_are_counted_once() -> None:
    codes = np.array([0, 1, 1, -1], dtype=np.int32)
    columns = [(codes, ["a", "\ufffd"]), (codes, ["b", "x\ufffdy"])]
    (finding,) = text_findings("f.csv", columns, 4, FoundEncoding("utf-8", 0.9), 0)
    assert (finding.code, finding.rows, [row.row for row in finding.examples]) == (
        "odd_characters",
        2,
        [2, 3],
    )


def test_nothing_to_say_of_a_sound_text() -> None:
    assert text_findings("f.csv", [], 0, FoundEncoding("utf-8"), 0) == ()
