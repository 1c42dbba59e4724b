"""What a person does in the window, over a file of their own: open, read, weigh, switch, export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from retention_desk import pipeline
from retention_desk.desktop.app import load_pages, make_application
from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words

WAIT_MS = 120_000
PAGES = ("home", "data", "audit", "health", "segments", "retention", "value", "feedback", "risk", "actions")
KEPT_WORDS = re.compile(
    r"(?:RFM|AUC|ROC|PR|NBD|BG|Pareto|Gamma|Brier|Kaplan|Meier|CSV|Excel|ID|n|MRR|CLV|K\d+|csv)"
)


@dataclass
class Opened:
    """A window with what belongs to it."""

    window: MainWindow
    workspace: Workspace


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application(["journeys"])


@pytest.fixture(scope="module")
def orders_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small order export: 150 customers over two years, headers as a shop prints them."""
    rng = np.random.default_rng(11)
    per = rng.integers(1, 9, 150)
    customer = np.repeat(np.arange(150), per)
    start = rng.integers(0, 500, 150)[customer]
    days = start + rng.integers(0, 230, len(customer))
    frame = pd.DataFrame(
        {
            "Order ID": np.arange(1, len(customer) + 1),
            "Customer ID": [f"K{c:04}" for c in customer],
            "Order Date": (pd.Timestamp(2023, 1, 1) + pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d"),
            "Amount": np.round(rng.gamma(2, 40, len(customer)), 2),
        }
    )
    frame.loc[[3, 9], "Customer ID"] = ""
    path = tmp_path_factory.mktemp("shop") / "orders.csv"
    frame.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def analysis(orders_file: Path) -> Analysis:
    return pipeline.analyse(pipeline.import_files([orders_file]))


@pytest.fixture
def opened(qtbot, qapp) -> Iterator[Opened]:
    appearance = Appearance(qapp)
    runner = Runner()
    workspace = Workspace(Session(runner))
    window = MainWindow(load_pages(), appearance, runner, Preferences(scheme="light"), workspace)
    workspace.attach(window)
    qtbot.addWidget(window)
    window.show()
    yield Opened(window, workspace)
    window.close()
    appearance.choose(scheme="light", language="en")


def test_a_dropped_file_ends_on_home_with_the_pipelines_figures(opened, orders_file, analysis, qtbot):
    window, workspace = opened.window, opened.workspace
    window.files_dropped.emit([orders_file])
    qtbot.waitUntil(lambda: workspace.imports.draft is not None and not window.runner.busy, timeout=WAIT_MS)
    draft = workspace.imports.draft
    assert window.current_key == "data"
    assert (draft.keys[0].header, draft.keys[0].customers, draft.keys[0].blank_rows) == (
        "Customer ID",
        150,
        2,
    )
    assert workspace.imports.accept()
    qtbot.waitUntil(lambda: workspace.session.analysis is not None, timeout=WAIT_MS)
    assert window.current_key == "home"
    page = window.page("home")
    shown = {figure.key: figure.card for figure in page._shown}
    repeat = analysis.metrics.values["repurchase_rate"].value
    assert shown["repurchase_rate"].value == Words("en").number(repeat * 100)
    assert page.sentence.spoken().startswith("Of 150 customers")
    assert workspace.session.analysis.at_risk.total == analysis.at_risk.total
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=WAIT_MS)


def test_dragging_a_weight_moves_customers_and_undo_brings_them_back(opened, analysis, qtbot):
    window, session = opened.window, opened.workspace.session
    session.show_analysis(analysis, "orders")
    page = window.open_page("health")
    before = page.counts.counts()
    row = next(iter(page.indicators.rows.values()))
    for weight in (60.0, 75.0, 90.0):
        row.weight_changed.emit(weight)
    row.committed.emit()
    qtbot.waitUntil(lambda: session.is_current and not window.runner.busy, timeout=WAIT_MS)
    assert page.counts.counts() != before
    assert sum(session.analysis.health.weights) == pytest.approx(100)
    assert session.analysis.value is analysis.value
    window.top_bar.undo.click()
    qtbot.waitUntil(lambda: session.is_current and not window.runner.busy, timeout=WAIT_MS)
    assert page.counts.counts() == before
    assert not window.top_bar.undo.isEnabled()


def english_left(root: QWidget) -> list[str]:
    """Return the visible texts in which two English words stand together."""
    left = []
    for label in root.findChildren(Label):
        if label.isVisible():
            plain = KEPT_WORDS.sub("", label.spoken())
            if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", plain):
                left.append(label.spoken())
    return left


def test_no_english_is_left_in_chinese(opened, analysis):
    window = opened.window
    opened.workspace.session.show_analysis(analysis, "orders")
    for language in ("zh_CN", "zh_TW"):
        window.set_language(language)
        for key in PAGES:
            window.open_page(key)
            assert english_left(window) == [], (language, key)


def test_a_bad_file_gets_a_card_that_says_what_to_do(opened, tmp_path, qtbot):
    bad = tmp_path / "broken.xlsx"
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    opened.window.files_dropped.emit([bad])
    qtbot.waitUntil(lambda: opened.window.error_card() is not None, timeout=WAIT_MS)
    texts = " ".join(label.spoken() for label in opened.window.error_card().findChildren(Label))
    assert "broken.xlsx" in texts
    assert opened.workspace.imports.draft is None


def test_an_exported_workbook_is_there_and_a_cancelled_one_is_not(opened, analysis, tmp_path, qtbot):
    window, workspace = opened.window, opened.workspace
    workspace.session.show_analysis(analysis, "orders")
    path = tmp_path / "actions.xlsx"
    with qtbot.waitSignal(workspace.exports.written, timeout=WAIT_MS):
        workspace.exports.workbook(path, window.words)
    assert path.stat().st_size > 5_000
    other = tmp_path / "cancelled.xlsx"
    with qtbot.waitSignal(window.runner.cancelled, timeout=WAIT_MS):
        workspace.exports.workbook(other, window.words)
        window.cancel_work()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["actions.xlsx"]
