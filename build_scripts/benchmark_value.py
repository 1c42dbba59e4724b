"""How long counting, fitting and forecasting buyers take, beside other programs on the same histories.

Times are of the processor, not of the clock: what other programs do on the machine does not count.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt

    from retention_desk.forecast.purchase_counts import PurchaseCounts

ROOT = Path(__file__).resolve().parents[1]
CUSTOMERS, MANY, ORDERS = 23_570, 1_000_000, 1_000_000
HORIZON_DAYS = 90
Timed = tuple[str, float, str, str, str]
"""What was done, the figure, its unit, what it is to reach, and what stands beside it."""


def processor_seconds(action: Callable[[], Any], repeats: int = 3) -> tuple[float, Any]:
    """Return the least processor time in seconds of `action` over some repeats, and its last result."""
    times, result = [], None
    for _ in range(repeats):
        started = time.process_time()
        result = action()
        times.append(time.process_time() - started)
    return min(times), result


def histories(customers: int, days: int = 700, seed: int = 11) -> PurchaseCounts:
    """Return purchase histories of simulated customers with the habits of a CD shop."""
    import numpy as np

    from retention_desk.forecast.purchase_counts import PurchaseCounts

    draw = np.random.default_rng(seed)
    age = days - np.floor(draw.uniform(0, days * 0.7, customers))
    life = draw.exponential(1 / draw.gamma(0.606, 1 / 81.7, customers))
    there = np.minimum(life, age)
    repeats = draw.poisson(draw.gamma(0.553, 74.0**-1, customers) * there).astype(float)
    last = np.where(repeats > 0, np.ceil(there * draw.random(customers) ** (1 / np.maximum(repeats, 1))), 0.0)
    spend = draw.gamma(6.0, 6.0, customers) + 0.01
    return PurchaseCounts(np.arange(customers), np.minimum(repeats, last), last, age, spend)


def timed_value(customers: int = CUSTOMERS, many: int = MANY, orders: int = ORDERS) -> Iterator[Timed]:
    """Return each part with its time, or its ratio to another program, and what it is to reach."""
    from retention_desk.forecast.purchase_model import fit_purchase_model

    fit_purchase_model(histories(500))  # what is loaded at first use is loaded
    took, model = processor_seconds(lambda: fit_purchase_model(histories(customers)), 5)
    making, counts = processor_seconds(lambda: histories(customers), 5)
    ours = max(took - making, 1e-6)
    assert model is not None
    yield f"Pareto/NBD fitted on {customers:,} customers", ours, "s", "≤ 0.2", model.method
    theirs, reached = processor_seconds(lambda: search_without_gradient(counts), 1)
    apart = reached - model.parameters.get("log_likelihood", float("nan"))
    beside = f"{theirs:.1f} s, log-likelihood {apart:+.3f} against ours"
    yield "… times faster than SciPy's Nelder–Mead, same likelihood", theirs / ours, "×", "", beside
    found = lifetimes_seconds(counts)
    if found is None:
        yield "… lifetimes is not installed (extra “benchmark”)", float("nan"), "×", "", ""
    else:
        yield "… times faster than lifetimes", found[0] / ours, "×", "", found[1]
    took = purchase_days(orders)
    yield f"{orders:,} orders to (x, t_x, T)", took, "s", "≤ 1", ""
    seconds, memory = in_a_process_of_its_own(many)
    yield f"Pareto/NBD on {many:,} customers, three forecasts of each", seconds, "s", "≤ 4", ""
    yield "… peak memory", memory, "MB", "≤ 400", ""


def search_without_gradient(counts: PurchaseCounts) -> float:
    """Return the log-likelihood that SciPy's Nelder–Mead reaches, customer by customer."""
    import numpy as np
    from scipy.optimize import minimize

    from retention_desk.forecast.pareto_nbd import pareto_nbd_log_likelihood
    from retention_desk.forecast.purchase_counts import CountRows

    rows = CountRows(counts.repeats, counts.last_days, counts.age_days, np.ones(len(counts)))
    mean = float(counts.age_days.mean())

    def loss(log_parameters: npt.NDArray[np.float64]) -> float:
        return -pareto_nbd_log_likelihood(log_parameters, rows)[0]

    found = minimize(
        loss,
        np.log([1.0, mean, 0.7, mean / 2]),
        method="Nelder-Mead",
        options={"maxiter": 1_000, "fatol": 1e-3, "xatol": 1e-4},
    )
    return float(-found.fun)


def lifetimes_seconds(counts: PurchaseCounts) -> tuple[float, str] | None:
    """Return how long lifetimes takes for the same, in weeks, and what it finds; None where not installed."""
    try:
        from lifetimes import ParetoNBDFitter
    except ImportError:
        return None
    weeks = (counts.repeats, counts.last_days / 7, counts.age_days / 7)
    took, fitter = processor_seconds(lambda: ParetoNBDFitter().fit(*weeks), 1)
    return took, ", ".join(f"{name} {value:.3f}" for name, value in fitter.params_.items())


def purchase_days(orders: int) -> float:
    """Return the processor time from orders to one history for each customer."""
    import numpy as np

    from retention_desk.forecast.purchase_counts import count_purchases
    from retention_desk.foundation.order_book import book_of_lines

    draw = np.random.default_rng(5)
    customer = np.sort(draw.integers(0, orders // 5, orders)).astype(np.int32)
    day = draw.integers(14_000, 14_700, orders).astype(np.int32)
    day = day[np.lexsort((day, customer))]
    one, number = np.ones(orders), np.arange(orders)

    def counted() -> PurchaseCounts:
        book = book_of_lines(orders // 5, customer, day, one, number, one > 0)
        counts = count_purchases(book, 14_800)
        assert len(counts.distinct[0])
        return counts

    return processor_seconds(counted)[0]


def in_a_process_of_its_own(customers: int) -> tuple[float, float]:
    """Return processor seconds and peak memory in MB of fitting and forecasting so many customers."""
    command = [sys.executable, str(Path(__file__)), str(customers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


def fit_and_forecast(customers: int) -> None:
    """Print processor seconds and peak memory of the whole way from histories to forecasts."""
    from retention_desk.forecast.purchase_model import fit_purchase_model
    from retention_desk.headless.output import peak_memory_mb

    fit_purchase_model(histories(500))
    counts = histories(customers)
    started = time.process_time()
    model = fit_purchase_model(counts)
    assert model is not None
    alive = model.p_alive(counts)
    model.p_buy(counts, alive, HORIZON_DAYS)
    model.expected_orders(counts, alive, HORIZON_DAYS)
    print(time.process_time() - started, peak_memory_mb())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    fit_and_forecast(int(sys.argv[1]))
