from pathlib import Path

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.row_examples import examples_of


def test_the_first_rows_are_named_with_file_and_sheet() -> None:
    raw = RawTable(Path("a.xlsx"), "S", pd.DataFrame(), 1, 1, ())
    made = examples_of(raw, np.arange(2, 12, dtype=np.int32))
    assert [(example.file, example.sheet, example.row) for example in made] == [
        ("a.xlsx", "S", row) for row in range(2, 7)
    ]
