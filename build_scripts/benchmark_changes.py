"""How long the real window takes to show a change of period or definition, until all in view is painted.

Each change is made with a page in front. What was asked for afterwards (`desktop/answers.py`) counts until
the last answer is painted; a forecast that is trained again behind it does not.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

LINES: Final = 800_000
CUSTOMERS: Final = 6_000
REPEATS: Final = 3
VIEWS: Final = (
    ("home", ""),
    *(("retention", view) for view in (
        "cohorts", "curves", "survival", "periods", "recurring", "activity", "compare", "splits",
    )),
    *(("value", view) for view in ("overview", "cohorts", "claims", "scenario", "customers")),
    ("feedback", ""),
)  # fmt: skip
DEFINITIONS: Final[tuple[tuple[str, Any, Any], ...]] = (
    ("figures.retention_definition", "heads", "kept"),
    ("figures.churn_denominator", "all", "opening"),
    ("figures.order_value", "net", "gross"),
    ("figures.arpu_customers", "all", "active"),
    ("figures.nps_answers", "all", "latest"),
    ("general.active_window_days", 180, 90),
    ("orders.returns", "ignore", "net"),
    ("orders.duplicates", "drop_exact", "keep"),
)
PERIODS: Final[tuple[tuple[str, Any, Any], ...]] = (
    ("general.period", "month", "quarter"),
    ("general.period", "year", "quarter"),
)


@dataclass(frozen=True)
class Shown:
    """Milliseconds from a change until the page was painted, until all answers were, and of the processor."""

    page_ms: float
    answers_ms: float
    processor_ms: float


def write_book(folder: Path, lines: int, customers: int) -> list[Path]:
    """Write orders, customers, surveys and tickets of a made-up shop as CSV, and return the files."""
    import numpy as np
    import pandas as pd
    from benchmark_questions import order_lines

    draw = np.random.default_rng(17)
    orders = order_lines(lines, customers)
    names = np.array([f"c{place:06d}" for place in range(customers)])
    days = pd.Timestamp("2010-01-01") + pd.to_timedelta(np.arange(730), unit="D")

    def some(n: int) -> dict[str, Any]:
        return {"Customer ID": names[draw.integers(0, customers, n)], "date": days[draw.integers(0, 700, n)]}

    opened = some(2 * customers)
    waits = pd.to_timedelta(draw.integers(1, 200, 2 * customers), unit="h")
    tables = {
        "orders": pd.DataFrame(
            {
                "Customer ID": names[orders["customer"]],
                "Order ID": orders["order"],
                "Order date": orders["ordered_on"],
                "Product": orders["product"],
                "Category": orders["category"],
                "Quantity": orders["quantity"],
                "Amount": orders["amount"],
            }
        ),
        "customers": pd.DataFrame(
            {
                "Customer ID": names,
                "Region": draw.choice(["north", "south", "east", "west"], customers),
                "Channel": draw.choice(["shop", "web", "fair"], customers),
                "Churn reason": draw.choice(["", "", "too expensive", "moved away", "service"], customers),
            }
        ),
        "surveys": pd.DataFrame(some(2 * customers)).rename(columns={"date": "Answered on"}).assign(
            Score=draw.integers(0, 11, 2 * customers),
            Scale="NPS",
            Comment=draw.choice(["", "late delivery", "good service", "price too high"], 2 * customers),
        ),
        "tickets": pd.DataFrame(
            {
                "Customer ID": opened["Customer ID"],
                "Opened on": opened["date"],
                "First response": opened["date"] + waits / 4,
                "Closed on": opened["date"] + waits,
                "Ticket type": draw.choice(["complaint", "question", "delivery"], 2 * customers),
            }
        ),
    }  # fmt: skip
    paths = []
    for name, table in tables.items():
        paths.append(folder / f"{name}.csv")
        table.to_csv(paths[-1], index=False)
    return paths


class OpenWindow:
    """The real window on an analysis, and a clock for changes made in it."""

    def __init__(self, analysis: Any) -> None:
        from retention_desk.desktop.app import make_application, make_window

        self.application = make_application(["benchmark"])
        self.window = make_window(self.application)
        self.window.resize(1440, 900)
        self.session = self.window.session.session
        self.session.show_analysis(analysis, "benchmark")
        self.window.show()
        self.rest()

    def look_at(self, page: str, view: str) -> None:
        """Bring a page, and one of its views, to the front."""
        opened: Any = self.window.open_page(page)
        if view:
            opened.open_view(view)
        self.rest()

    def rest(self) -> None:
        """Let the window work until it is at rest."""
        quiet_since = time.perf_counter()
        while time.perf_counter() - quiet_since < 0.15:
            self.application.processEvents()
            if self.window.runner.busy:
                quiet_since = time.perf_counter()

    def change(self, key: str, value: Any) -> Shown:
        """Change a setting; return how long it took to be shown."""
        from PySide6.QtCore import QEventLoop

        from retention_desk.foundation.wording import phrase

        runner, session = self.window.runner, self.session
        started, worked = time.perf_counter(), time.process_time()
        page_at = answered_at = 0.0
        session.set_value(key, value, phrase("Definition"))
        while not answered_at:
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if session.analysis is None or session.analysis.settings != session.settings:
                continue
            self.application.processEvents()
            now = time.perf_counter()
            page_at = page_at or now
            if runner.running("answer") is None:
                answered_at = now
        spent = time.process_time() - worked
        self.rest()
        return Shown(*(1_000 * s for s in (page_at - started, answered_at - started, spent)))

    def to_and_fro(self, key: str, there: Any, back: Any, repeats: int = REPEATS) -> Shown:
        """Change a setting there and back, and return the least of each over the repeats."""
        found = [self.change(key, value) for _ in range(repeats) for value in (there, back)]
        return Shown(
            min(one.page_ms for one in found),
            min(one.answers_ms for one in found),
            min(one.processor_ms for one in found),
        )


def analysis_of_book(lines: int, customers: int) -> Any:
    """Return the analysis of a made-up shop, imported from its files."""
    from retention_desk.pipeline import analyse, import_files

    with tempfile.TemporaryDirectory() as folder:
        return analyse(import_files(write_book(Path(folder), lines, customers)))


def timed_changes(
    lines: int = LINES,
    customers: int = CUSTOMERS,
    views: Sequence[tuple[str, str]] = VIEWS,
    repeats: int = REPEATS,
) -> Iterator[tuple[str, float, str, str]]:
    """Yield name, milliseconds until all answers are painted, what is to be reached, and the page alone."""
    opened = OpenWindow(analysis_of_book(lines, customers))
    for page, view in views:
        opened.look_at(page, view)
        every = (page, view) in {("home", ""), ("retention", "cohorts")}
        of_page = DEFINITIONS if every else DEFINITIONS[:1]
        for key, there, back in (*PERIODS, *of_page):
            shown = opened.to_and_fro(key, there, back, repeats)
            name = f"{page} {view}".strip() + f": {key.partition('.')[2]} {there}"
            beside = f"page alone {shown.page_ms:,.0f} ms, processor {shown.processor_ms:,.0f} ms"
            yield name, shown.answers_ms, "≤ 150", beside
    opened.window.close()
