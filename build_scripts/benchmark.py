"""Measure what the program has to reach, each figure beside its reference in the same run.

``python build_scripts/benchmark.py [--only NAME…] [--orders FILE.xlsx] [--json OUT]`` prints a table.
The order workbook of 541,909 lines is made up when none is given. Nothing here is a timed test: the
machine is noisy, so the best of the repeats is kept, and ratios are to a reference of the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does
os.environ.setdefault("RETENTION_DESK_CONFIG", str(Path(tempfile.gettempdir()) / "retention-desk-benchmark"))

LINES = 541_909
CSV_LINES = 1_067_371
BIG_CUSTOMERS = 100_000
LISTED = 50_000


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, value, unit, what it should reach, and the reference beside it."""

    name: str
    value: float
    unit: str
    reach: str
    reference: str = ""


def best_of(repeats: int, action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest time in seconds of `action` over some repeats, and its last result."""
    times = []
    result: Any = None
    for _ in range(repeats):
        started = time.perf_counter()
        result = action()
        times.append(time.perf_counter() - started)
    return min(times), result


def made_up_lines(lines: int, customers: int, seed: int = 7) -> Any:
    """Return an order table with text and numbers mixed in the ID column, as shops export them."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(seed)
    buyer = np.minimum((draw.pareto(1.1, lines) * customers / 40).astype(int), customers - 1)
    buyer = draw.permutation(customers)[buyer]
    order = np.sort(draw.integers(0, max(lines // 18, 1), lines))
    order_day = draw.integers(0, 374, order.max() + 1)
    order_buyer = buyer[: order.max() + 1] if order.max() < lines else buyer
    quantity = draw.integers(1, 25, lines) * np.where(draw.random(lines) < 0.02, -1, 1)
    days = pd.Timestamp("2010-12-01") + pd.to_timedelta(order_day[order], unit="D")
    number = (536_365 + order).astype(object)
    number[quantity < 0] = [f"C{value}" for value in number[quantity < 0]]
    who = (12_000 + order_buyer[order]).astype(object)
    who[draw.random(lines) < 0.249] = None
    product = draw.integers(0, 4_000, lines)
    return pd.DataFrame(
        {
            "InvoiceNo": number,
            "StockCode": (20_000 + product).astype(object),
            "Description": np.char.add("ITEM ", product.astype("U5")),
            "Quantity": quantity,
            "InvoiceDate": days,
            "UnitPrice": np.round(draw.gamma(2.0, 2.0, lines) + 0.1, 2),
            "CustomerID": who,
            "Country": draw.choice(["United Kingdom", "France", "Germany", "EIRE"], lines),
        }
    )


def read_and_audit(path: Path) -> Any:
    """Return typed, audited tables of an order workbook."""
    from retention_desk.importing.audit import audit
    from retention_desk.pipeline import import_files

    data = import_files([path])
    return data, audit(data)


def figures_of_import(orders: Path) -> Iterator[Figure]:
    """Read and audit an order workbook, against pandas with openpyxl."""
    import pandas as pd

    ours, _ = best_of(3, lambda: read_and_audit(orders))
    theirs, _ = best_of(1, lambda: pd.read_excel(orders, engine="openpyxl"))
    yield Figure("read and audit the order workbook", ours, "s", "", f"pandas + openpyxl {theirs:.1f} s")
    yield Figure("… times faster than pandas + openpyxl", theirs / ours, "×", "≥ 8")
    code = (
        "import sys, time; from retention_desk.importing.audit import audit\n"
        "from retention_desk.headless.output import peak_memory_mb\n"
        "from retention_desk.pipeline import import_files\n"
        "audit(import_files([sys.argv[2]]))  # what is loaded at first use is loaded\n"
        "started = time.perf_counter(); audit(import_files([sys.argv[1]]))\n"
        "print(time.perf_counter() - started, peak_memory_mb())"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        made_up_lines(CSV_LINES, 5_942).to_csv(path, index=False)
        few = Path(folder) / "few.csv"
        made_up_lines(1_000, 50).to_csv(few, index=False)
        command = [sys.executable, "-c", code, str(path), str(few)]
        done = [
            subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
            for _ in range(3)
        ]
    seconds, memory = min((float(took), peak) for took, peak in done)
    yield Figure(f"{CSV_LINES:,} lines of CSV into typed, audited tables", seconds, "s", "≤ 4")
    yield Figure("… peak memory", float(memory), "MB", "≤ 900")


def figures_of_analyze(orders: Path) -> Iterator[Figure]:
    """Run the whole command with a workbook, as a user would."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [sys.executable, "-m", "retention_desk", "analyze", str(orders), "--json", str(out)]
        command += ["--workbook", str(Path(folder) / "out.xlsx")]
        took, _ = best_of(2, lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))
        record = json.loads(out.read_text(encoding="utf-8"))
    yield Figure("analyze the order workbook, with action workbook", took, "s", "≤ 40")
    yield Figure("… peak memory", record["peak_memory_mb"], "MB", "≤ 1200")


def figures_of_big_csv() -> Iterator[Figure]:
    """Take 1.07 million order lines from CSV to the action workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "orders.csv", Path(folder) / "out.json"
        made_up_lines(CSV_LINES, 5_942).to_csv(path, index=False)
        command = [sys.executable, "-m", "retention_desk", "analyze", str(path), "--json", str(out)]
        command += ["--workbook", str(Path(folder) / "out.xlsx")]
        took, _ = best_of(1, lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))
        record = json.loads(out.read_text(encoding="utf-8"))
    yield Figure("1.07 M lines from CSV to action workbook", took, "s", "≤ 25")
    yield Figure("… peak memory", record["peak_memory_mb"], "MB", "≤ 1500")


def figures_of_window() -> Iterator[Figure]:
    """Start the program in a fresh process until its window is painted."""
    code = (
        "import time; started = time.perf_counter()\n"
        "from retention_desk.desktop import app\n"
        "application = app.make_application(['retention-desk'])\n"
        "window = app.make_frame(application)\n"
        "window.show(); application.processEvents()\n"
        "print(time.perf_counter() - started)"
    )
    times = []
    for _ in range(4):
        done = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
        )
        times.append(float(done.stdout.split()[-1]))
    yield Figure("window visible, warm", min(times), "s", "≤ 1.0")


def big_analysis(customers: int) -> Any:
    """Return an analysis of so many customers with four orders each."""
    import numpy as np

    from retention_desk.pipeline import analyse, import_files

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        table = made_up_lines(4 * customers, customers)
        draw = np.random.default_rng(3)
        table["CustomerID"] = 10_000 + np.r_[np.arange(customers), draw.integers(0, customers, 3 * customers)]
        table["InvoiceNo"] = np.arange(len(table))
        table.to_csv(path, index=False)
        return analyse(import_files([path]))


def figures_of_slider(analysis: Any) -> Iterator[Figure]:
    """Drag a weight at 100,000 customers: new scores, tiers and list."""
    from retention_desk.pipeline import analyse

    key = analysis.health.keys[0]
    times = []
    current = analysis
    for step in range(12):
        changed = current.settings.with_value(f"health.weights.{key}", 31 + step)
        started = time.perf_counter()
        current = analyse(analysis.imported, changed, current)
        times.append(time.perf_counter() - started)
    name = f"weight to new scores, tiers and list, {analysis.data.n_customers:,} customers"
    yield Figure(name, sorted(times)[len(times) // 2] * 1000, "ms", "≤ 50")


def figures_of_table() -> Iterator[Figure]:
    """Sort, filter and search a table of 100,000 rows."""
    import numpy as np

    from retention_desk.desktop.app import make_application
    from retention_desk.desktop.table.columns import ColumnSpec
    from retention_desk.desktop.table.frame_model import FrameModel
    from retention_desk.foundation.wording import Words, phrase

    make_application(["benchmark"])
    draw = np.random.default_rng(1)
    numbers = draw.normal(size=BIG_CUSTOMERS)
    names = np.array([f"Customer {value:06d}" for value in draw.permutation(BIG_CUSTOMERS)], dtype=object)
    model = FrameModel(Words("en"))
    specs = [ColumnSpec("name", phrase("Name"), "text"), ColumnSpec("value", phrase("Value"), "number")]
    model.set_table(specs, {"name": names, "value": numbers})
    model.prepare_search()
    actions: dict[str, Callable[[], Any]] = {
        "sort numbers": lambda: model.set_order([("value", False)]),
        "sort text": lambda: model.set_order([("name", True)]),
        "filter": lambda: model.set_filter("value", numbers > 0.5),
        "search": lambda: model.set_search("er 0421"),
    }
    for name, action in actions.items():
        took, _ = best_of(1, action)
        yield Figure(f"table of {BIG_CUSTOMERS:,} rows: {name}", took * 1000, "ms", "≤ 50")


def figures_of_painted_slider(analysis: Any) -> Iterator[Figure]:
    """Drag a weight in the window at 100,000 customers until the new picture is painted."""
    from PySide6.QtCore import QEventLoop

    from retention_desk.desktop.app import make_application, make_window
    from retention_desk.desktop.pages.health import HealthPage

    application = make_application(["benchmark"])
    window = make_window(application)
    window.resize(1440, 900)
    session = window.session.session
    session.show_analysis(analysis, "benchmark")
    page = window.open_page("health")
    assert isinstance(page, HealthPage)
    window.show()
    settle(application, lambda: not window.runner.busy)
    times = []
    for step in range(24):
        started = time.perf_counter()
        page.change_first_weight(0.5 + 0.25 * (step % 2))
        while not session.is_current or window.runner.busy:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        application.processEvents()  # the picture is painted in the window's own time
        times.append(time.perf_counter() - started)
        settle(application, lambda: not window.runner.busy)
    window.close()
    name = f"weight to painted picture in the window, {analysis.data.n_customers:,} customers"
    yield Figure(name, sorted(times)[len(times) // 2] * 1000, "ms", "≤ 50")


def settle(application: Any, over: Callable[[], bool]) -> None:
    """Let the window work until it is at rest and delayed drawing is over."""
    quiet_since = time.perf_counter()
    while time.perf_counter() - quiet_since < 0.3:
        application.processEvents()
        if not over():
            quiet_since = time.perf_counter()


def figures_of_workbook() -> Iterator[Figure]:
    """Write 50,000 action rows with formulas, against XlsxWriter writing the same cells bare."""
    from retention_desk.foundation.wording import Words
    from retention_desk.pipeline import analyse, write_workbook

    analysis = big_analysis(LISTED)
    settings = analysis.settings.with_value("capacity.contacts_per_week", LISTED)
    settings = settings.with_value("holdout.share", 0.0)
    large = analyse(analysis.imported, settings, analysis)
    with tempfile.TemporaryDirectory() as folder, cells_kept() as kept:
        ours, _ = best_of(1, lambda: write_workbook(large, Path(folder) / "ours.xlsx", Words("en")))
        theirs = bare_copy_seconds(kept, Path(folder) / "bare.xlsx")
    cells = sum(len(columns) for _, rows, _ in kept for columns in rows.values())
    yield Figure(
        f"action workbook, {large.plan.listed:,} actions, {cells:,} cells",
        ours,
        "s",
        "",
        f"bare {theirs:.1f} s",
    )
    yield Figure("… against XlsxWriter writing the same cells bare", ours / theirs, "×", "≤ 1.3")


def figures_of_merge() -> Iterator[Figure]:
    """Merge three filled-in copies of an action workbook of 5,000 rows."""
    from benchmark_merge import ROWS, measured_merge

    from retention_desk.pipeline import analyse

    analysis = big_analysis(2 * ROWS)  # a play fits about every second customer
    settings = analysis.settings.with_value("capacity.contacts_per_week", ROWS)
    settings = settings.with_value("holdout.share", 0.0)
    took = measured_merge(analyse(analysis.imported, settings, analysis))
    parts = f"read {took.read_seconds:.1f}, compare {took.merge_seconds:.1f}, keep {took.keep_seconds:.1f} s"
    yield Figure(f"three returned copies of {took.rows:,} rows merged", took.seconds, "s", "≤ 3", parts)


@contextmanager
def cells_kept() -> Iterator[list[tuple[str, Any, list[str]]]]:
    """Keep (title, cells by row and column, texts) of every sheet of the workbooks closed inside."""
    import xlsxwriter

    kept: list[tuple[str, Any, list[str]]] = []
    close = xlsxwriter.Workbook.close

    def keep_and_close(book: Any) -> None:
        texts = list(book.str_table.string_table)
        for sheet in book.worksheets():
            cells = {row: dict(columns) for row, columns in sheet.table.items()}
            kept.append((sheet.get_name(), cells, texts))
        close(book)

    xlsxwriter.Workbook.close = keep_and_close
    try:
        yield kept
    finally:
        xlsxwriter.Workbook.close = close


def bare_copy_seconds(sheets: list[tuple[str, Any, list[str]]], target: Path) -> float:
    """Return the seconds XlsxWriter needs for the cells of a workbook, without any format."""
    import xlsxwriter

    started = time.perf_counter()
    book = xlsxwriter.Workbook(str(target), {"strings_to_urls": False})
    for title, rows, texts in sheets:
        sheet = book.add_worksheet(title)
        for row, columns in rows.items():
            for column, cell in columns.items():
                kind = type(cell).__name__
                if kind == "Formula":
                    sheet.write_formula(row, column, "=" + cell.formula, None, cell.value)
                elif kind == "String":
                    sheet.write_string(row, column, texts[cell.string])
                elif kind in {"Number", "Datetime"}:
                    sheet.write_number(row, column, cell.number)
    book.close()
    return time.perf_counter() - started


def figures_of_churn() -> Iterator[Figure]:
    """Train, validate and explain the churn of customer tables, against scikit-learn's forest."""
    from benchmark_forecast import measured_churn

    for measured in measured_churn():
        yield Figure(*measured)


def figures_of_growth() -> Iterator[Figure]:
    """Double the input three times and print each stage's exponent of growth."""
    import numpy as np

    from retention_desk.pipeline import analyse, import_files

    sizes = [60_000 * 2**k for k in range(4)]
    seconds: list[dict[str, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "orders.csv"
            made_up_lines(size, size // 60).to_csv(path, index=False)
            started = time.perf_counter()
            data = import_files([path])
            reading = time.perf_counter() - started
            seconds.append({"import": reading, **analyse(data).seconds})
    for stage in seconds[0]:
        times = [max(one.get(stage, 0.0), 1e-4) for one in seconds]
        if max(times) < 0.02:
            continue
        slope = float(np.polyfit(np.log(sizes), np.log(times), 1)[0])
        yield Figure(f"growth of {stage}", slope, "exponent", "≤ 1.2")


def figures_of_fuzz(mutations: int) -> Iterator[Figure]:
    """Import damaged copies of the samples, and of the public files where they are: none crashes or hangs."""
    from fuzzing.campaign import run_campaign, whole_files

    public = Path(os.environ.get("RETENTION_DESK_SHARED_DATA", ROOT.parent / "shared" / "data"))
    files = whole_files(ROOT / "sample_workbooks", public)
    campaign = run_campaign(files, mutations, processes=os.cpu_count() or 1)
    for trouble in campaign.troubles:
        print(f"  {trouble.number} {trouble.file} ({trouble.damage}): {trouble.what}", file=sys.stderr)
    refused = sum(n for end, n in campaign.outcomes.items() if end.startswith("refused"))
    said = f"{campaign.outcomes['read']:,} read, {refused:,} refused"
    yield Figure(
        f"{campaign.files:,} damaged files of {len(files)}: crashes",
        campaign.outcomes["crash"],
        "files",
        "0",
        said,
    )
    yield Figure(
        "  hangs", campaign.outcomes["hang"], "files", "0", f"longest {campaign.slowest_seconds:.1f} s"
    )
    yield Figure("  time", campaign.seconds, "s", "-")


def figures_of_value() -> Iterator[Figure]:
    """Count, fit and forecast buyers, beside other programs on the same histories."""
    from benchmark_value import timed_value

    for timed in timed_value():
        yield Figure(*timed)


def figures_of_questions() -> Iterator[Figure]:
    """Ask for all figures, splits, and changes of period and definition, in processor time."""
    from benchmark_questions import timed_questions

    for (name, milliseconds, reach), reference in timed_questions():
        yield Figure(name, milliseconds, "ms", reach, reference)


def figures_of_changes() -> Iterator[Figure]:
    """Change periods and definitions in the window until every visible answer is painted."""
    from benchmark_changes import timed_changes

    for name, milliseconds, reach, beside in timed_changes():
        yield Figure(name, milliseconds, "ms", reach, beside)


def figures_of_project(kills: int) -> Iterator[Figure]:
    """Open a project of 24 months, and kill a process that writes one."""
    from benchmark_project import timed_kills, timed_project

    for timed in (timed_kills(kills), timed_project(big_analysis(BIG_CUSTOMERS))):
        for name, value, unit, reach in timed:
            yield Figure(name, value, unit, reach)


@contextmanager
def order_workbook(given: Path | None) -> Iterator[Path]:
    """Give the order workbook named, or one that is made up."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.xlsx"
        made_up_lines(LINES, 4_372).to_excel(path, index=False, engine="xlsxwriter")
        yield path


def main() -> int:
    """Measure, print the table, and write JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    names = (
        "import",
        "analyze",
        "csv",
        "window",
        "slider",
        "table",
        "workbook",
        "merge",
        "questions",
        "changes",
        "forecast",
        "project",
        "growth",
        "fuzz",
    )
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--orders", type=Path, help="an order workbook of your own")
    parser.add_argument("--mutations", type=int, default=10_000, help="damaged files of the fuzzing")
    parser.add_argument("--kills", type=int, default=200, help="kills of a process that writes a project")
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    found: list[Figure] = []

    def take(figures: Iterator[Figure]) -> None:
        for figure in figures:
            found.append(figure)
            value = f"{figure.value:.3g}" if figure.value < 100 else f"{figure.value:,.0f}"
            print(
                f"{figure.name:<66} {value:>9} {figure.unit:<9} {figure.reach:<8} {figure.reference}",
                flush=True,
            )

    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    if {"import", "analyze"} & set(options.only):
        with order_workbook(options.orders) as orders:
            if "import" in options.only:
                take(figures_of_import(orders))
            if "analyze" in options.only:
                take(figures_of_analyze(orders))
    if "csv" in options.only:
        take(figures_of_big_csv())
    if "window" in options.only:
        take(figures_of_window())
    if "slider" in options.only:
        analysis = big_analysis(BIG_CUSTOMERS)
        take(figures_of_slider(analysis))
        take(figures_of_painted_slider(analysis))
    if "workbook" in options.only:
        take(figures_of_workbook())
    if "merge" in options.only:
        take(figures_of_merge())
    if "table" in options.only:
        take(figures_of_table())
    if "forecast" in options.only:
        take(figures_of_value())
    if "questions" in options.only:
        take(figures_of_questions())
    if "changes" in options.only:
        take(figures_of_changes())
    if "project" in options.only:
        take(figures_of_project(options.kills))
    if "forecast" in options.only:
        take(figures_of_churn())
    if "growth" in options.only:
        take(figures_of_growth())
    if "fuzz" in options.only:
        take(figures_of_fuzz(options.mutations))
    if options.json:
        record = {"cores": os.cpu_count(), "figures": [asdict(figure) for figure in found]}
        options.json.write_text(json.dumps(record, indent=1, ensure_ascii=False), encoding="utf-8")
    from retention_desk.headless.output import peak_memory_mb

    peak = peak_memory_mb()
    if peak is not None:
        print(f"peak memory of this run {math.ceil(peak)} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
