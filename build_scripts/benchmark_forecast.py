"""How long the churn forecast takes on made-up customer tables, beside scikit-learn's forest of 100 trees.

A table is trained, validated and explained; the longest pause between two steps of its progress is what a
wish to stop may have to wait for. Times are of the clock, and of the processor beside it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from retention_desk.foundation.dataset import CustomerData
    from retention_desk.foundation.wording import Phrase

SIZES: Final = ((10_000, 20, "≤ 12"), (100_000, 30, "≤ 60"))
FOREST_FOLDS: Final = 5
FOREST_TREES: Final = 100
Measured = tuple[str, float, str, str, str]
"""What was measured, its value, unit, what it is to reach, and the reference beside it."""


def made_up_customers(rows: int, columns: int, seed: int = 5) -> tuple[pd.DataFrame, npt.NDArray[np.bool_]]:
    """Return a table, a quarter of its columns categories, and who left by a rule with chance in it."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(seed)
    made: dict[str, Any] = {}
    for k in range(columns):
        if k % 4 == 3:
            made[f"kind {k:02d}"] = pd.Categorical(
                draw.choice([f"value {v:02d}" for v in range(3 + k)], rows)
            )
        else:
            made[f"number {k:02d}"] = draw.gamma(2.0, 10.0, rows)
    logit = -1.2 + 0.05 * (made["number 00"] - 20) - 0.04 * (made["number 01"] - 20)
    logit += 0.8 * (made["kind 03"].codes == 1) + 0.02 * np.maximum(made["number 02"] - 30, 0)
    return pd.DataFrame(made), draw.random(rows) < 1 / (1 + np.exp(-logit))


def data_of(table: pd.DataFrame, left: npt.NDArray[np.bool_]) -> CustomerData:
    """Return the table as imported data."""
    import pandas as pd

    from retention_desk.foundation.dataset import CustomerData

    index = pd.Index([f"c{k:06d}" for k in range(len(table))], name="customer_id")
    customers = pd.DataFrame({"churned": pd.array(left, "boolean")}, index=index)
    nothing = pd.DataFrame({"source": [], "source_row": [], "code": []})
    return CustomerData(
        index, customers, table.set_axis(index), MappingProxyType({}), (), nothing, (), None, None, "made"
    )


class LongestPause:
    """A listener of progress that keeps the longest time between two steps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._last = time.perf_counter()

    def __call__(self, _done: float, _doing: Phrase | None) -> None:
        """Take a step of the progress."""
        now = time.perf_counter()
        self.seconds = max(self.seconds, now - self._last)
        self._last = now


def forest_seconds(table: pd.DataFrame, left: npt.NDArray[np.bool_]) -> float:
    """Return the processor seconds scikit-learn's forest needs for five folds of one-hot columns."""
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import cross_val_predict

    started = time.process_time()
    forest = RandomForestClassifier(FOREST_TREES, random_state=0, n_jobs=1)
    cross_val_predict(forest, pd.get_dummies(table), left, cv=FOREST_FOLDS, method="predict_proba")
    return time.process_time() - started


def measured_churn(sizes: tuple[tuple[int, int, str], ...] = SIZES) -> Iterator[Measured]:
    """Return time, pause and memory of training, validating and explaining tables of some sizes."""
    from retention_desk.forecast.fit_churn import fit_churn
    from retention_desk.foundation.progress import Progress
    from retention_desk.foundation.settings import DEFAULTS
    from retention_desk.headless.output import peak_memory_mb

    for rows, columns, reach in sizes:
        table, left = made_up_customers(rows, columns)
        data, pause = data_of(table, left), LongestPause()
        clock, processor = time.perf_counter(), time.process_time()
        fitted = fit_churn(data, None, DEFAULTS, Progress(pause))
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        auc = fitted.quality.roc_auc if fitted.quality is not None else float("nan")
        name = f"churn of {rows:,} × {columns}: trained, validated, explained"
        yield name, clock, "s", reach, f"processor {processor:.1f} s, AUC {auc:.3f}"
        yield "… longest wait for a cancel", pause.seconds, "s", "≤ 1", ""
        peak = peak_memory_mb()
        if peak is not None:
            yield "… peak memory so far", peak, "MB", "", ""
        if rows == sizes[0][0]:
            forest = forest_seconds(table, left)
            ratio = processor / forest
            yield "… against scikit-learn's RF100, five folds", ratio, "×", "", f"its own {forest:.1f} s"
