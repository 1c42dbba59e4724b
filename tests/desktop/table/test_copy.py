from __future__ import annotations

import numpy as np

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.copy import copied_rows
from retention_desk.desktop.table.frame_model import FrameModel


def test_rows_stay_rows_and_markup_stays_text(qapp, words):
    model = FrameModel(words)
    specs = [ColumnSpec("name", "Name <b>"), ColumnSpec("n", "n", "count")]
    model.set_table(specs, {"name": ["a\tb\r\nc", "<i>"], "n": [1000, np.nan]})
    data = copied_rows(model, np.array([1, 0]), [1, 0])
    assert data.text() == "n\tName <b>\n—\t<i>\n1,000\ta b  c"
    assert "<th>Name &lt;b&gt;</th>" in data.html()
    assert "<td>&lt;i&gt;</td>" in data.html()
