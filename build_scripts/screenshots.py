"""Save pictures of the real window: every page and state, in three languages, light and dark, three sizes.

``python build_scripts/screenshots.py OUT [--sample shop] [--data FILE…] [--only home,health] [--quick]``
drives the window without a display over a sample (or files of one's own) and saves PNGs named
``<page>_<size>_<scheme>_<language>.png``. Lay them beside each other and look.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "build_scripts"))

from screenshots_project import PROJECT_STATES  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from simulated_months import SimulatedProject

    from retention_desk.desktop.main_window import MainWindow
    from retention_desk.desktop.workspace import Workspace
    from retention_desk.foundation.results import Analysis

WIDE: Final = (1440, 900)
SMALL: Final = (1366, 768)
LANGUAGES: Final = ("en", "zh_CN", "zh_TW")
SCHEMES: Final = ("light", "dark")
LONGEST_WAIT_SECONDS: Final = 600
SETTLE_SECONDS: Final = 0.6


def main() -> int:
    """Save the pictures; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--sample", default="shop")
    parser.add_argument("--data", type=Path, nargs="*", help="files of your own instead of a sample")
    parser.add_argument(
        "--only", default="", help="pages or their views (retention.curves), parted by commas"
    )
    parser.add_argument(
        "--quick", action="store_true", help="English light and Chinese dark at 1440 × 900 only"
    )
    parser.add_argument("--scale", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.scale:
        return _run_scales(options)
    options.out.mkdir(parents=True, exist_ok=True)
    return _take(options)


def _run_scales(options: argparse.Namespace) -> int:
    """Run once per screen scale, which Qt takes only at its start."""
    for scale in (1,) if options.quick else (1, 2):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
        environment["RETENTION_DESK_CONFIG"] = str(options.out / ".config")
        command = [sys.executable, __file__, *sys.argv[1:], "--scale", str(scale)]
        code = subprocess.run(command, env=environment, check=False).returncode
        if code:
            return code
    return 0


def _take(options: argparse.Namespace) -> int:
    from retention_desk.desktop.app import make_application, make_window
    from retention_desk.desktop.samples import sample_path

    application = make_application(["screenshots"])
    window = make_window(application)
    window.resize(*WIDE)
    window.show()
    files = options.data or [sample_path(options.sample)]
    camera = Camera(application, window, options.out, options.scale)
    looks = _looks(options)
    only = [name for name in options.only.split(",") if name]
    if not only or "start" in only:
        camera.each_look("start", looks)
    window.session.imports.open(files)
    camera.wait(lambda: window.session.imports.draft is not None and not window.runner.busy)
    if not only or "wizard" in only:
        camera.each_look("wizard", looks)
    if not window.session.imports.accept():
        print("the files cannot be analysed as they are: no further pictures", file=sys.stderr)
        window.close()
        return 0
    camera.wait(lambda: window.session.session.analysis is not None and not window.runner.busy)
    for key in only or [*window.entries, *STATES]:
        if "." in key:
            window.open_page(key.partition(".")[0])
            if window.commands.run(key):
                camera.wait(lambda: not window.runner.busy)
                camera.each_look(key, looks)
        if key in window.entries:
            window.open_page(key)
            camera.each_look(key, looks)
        elif key in STATES:
            STATES[key](window)
            camera.each_look(key, looks)
            window.side_sheet.close_sheet()
            window.clear_errors()
    window.close()
    return 0


def _looks(options: argparse.Namespace) -> list[tuple[tuple[int, int], str, str]]:
    """Return size, scheme and language of each picture."""
    if options.quick:
        return [(WIDE, "light", "en"), (WIDE, "dark", "zh_CN")]
    if options.scale == 2:
        return [(WIDE, "light", "en"), (WIDE, "dark", "zh_TW")]
    looks = [(WIDE, scheme, language) for language in LANGUAGES for scheme in SCHEMES]
    return [*looks, (SMALL, "light", "en"), (SMALL, "dark", "zh_CN"), (SMALL, "light", "zh_TW")]


class Camera:
    """Waits until the window is at rest and saves what it shows."""

    def __init__(self, application: QApplication, window: MainWindow, out: Path, scale: int) -> None:
        self._application, self._window = application, window
        self._out, self._scale = out, scale

    def wait(self, over: Callable[[], bool]) -> None:
        """Let the window work until `over`."""
        end = time.monotonic() + LONGEST_WAIT_SECONDS
        while not over():
            self._application.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                raise TimeoutError("the window never came to rest")
        self.settle()

    def settle(self) -> None:
        """Let delayed drawing finish."""
        end = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.005)

    def each_look(self, name: str, looks: list[tuple[tuple[int, int], str, str]]) -> None:
        """Save one state of the window in every look."""
        for size, scheme, language in looks:
            window = self._window
            window.resize(*size)
            if window.appearance.scheme != scheme:
                window.set_scheme(scheme)
            if window.words.language != language:
                window.set_language(language)  # type: ignore[arg-type]
            self.settle()
            self.wait(lambda: not self._window.runner.busy)
            tail = f"@{self._scale}x" if self._scale > 1 else ""
            window.grab().save(str(self._out / f"{name}_{size[0]}_{scheme}_{language}{tail}.png"))


def _show_sheet(window: MainWindow) -> None:
    """Open the sheet of the customer with most value at risk."""
    import numpy as np

    from retention_desk.desktop.pages.risk import RiskPage
    from retention_desk.desktop.risk_page.forecast_view import RiskForecastView

    workspace: Workspace = window.session
    analysis: Analysis | None = workspace.session.analysis
    assert analysis is not None
    page = window.open_page("risk")
    assert isinstance(page, RiskPage)
    view = page.views["forecast"]
    assert isinstance(view, RiskForecastView)
    worth = np.nan_to_num(analysis.at_risk.amounts, nan=-1.0)
    workspace.customer_sheet.show_customer(int(worth.argmax()), view.customers)


def _drag_weight(window: MainWindow) -> None:
    """Move the first weight up, as a slider would."""
    from retention_desk.desktop.pages.health import HealthPage

    page = window.open_page("health")
    assert isinstance(page, HealthPage)
    page.show_past(False)
    page.change_first_weight(8.0)
    _rest(window)


def _look_back(window: MainWindow) -> None:
    """Look back at the health score: its days, and whom it would have missed."""
    from retention_desk.desktop.pages.health import HealthPage

    page = window.open_page("health")
    assert isinstance(page, HealthPage)
    page.show_past(True)
    _rest(window)


def _rest(window: MainWindow) -> None:
    """Let the window work until it is at rest, ten seconds at most."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + 10
    while window.runner.busy and time.monotonic() < end:
        QApplication.processEvents()


def _fail(window: MainWindow) -> None:
    """Open a file that is no table."""
    window.open_page("home")
    bad = ROOT / "LICENSE"
    window.session.imports.open([bad])
    end = time.monotonic() + 10
    from PySide6.QtWidgets import QApplication

    while window.error_card() is None and time.monotonic() < end:
        QApplication.processEvents()


def _expand(window: MainWindow) -> None:
    """Open the first action."""
    from retention_desk.desktop.pages.actions import ActionsPage

    page = window.open_page("actions")
    assert isinstance(page, ActionsPage)
    page.expand_first()


def _work_off(window: MainWindow) -> None:
    """Let the background work end."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while window.runner.busy and time.monotonic() < end:
        QApplication.processEvents()


def _open_text(window: MainWindow, name: str, text: str) -> None:
    """Open a text of one's own as an import."""
    import tempfile

    path = Path(tempfile.mkdtemp()) / name
    path.write_text(text, encoding="utf-8")
    window.session.imports.open([path])
    _work_off(window)


def _leave_out(window: MainWindow) -> None:
    """Show a sheet that is left out: one of the file's own, else the first."""
    from retention_desk.desktop.pages.data import ImportPage

    page = window.open_page("data")
    assert isinstance(page, ImportPage)
    draft = page.flow.draft
    assert draft is not None
    out = [place for place, mapping in enumerate(draft.mappings) if mapping.skip or mapping.kind == "other"]
    if not out:
        page.flow.set_skip(0, True)
        _work_off(window)
    page.show_place(out[0] if out else 0)


def _ask_days(window: MainWindow) -> None:
    """Open a list of orders whose dates can be read two ways, notes and a total around it."""
    rows = "".join(f"K{i % 7},0{1 + i % 9}/0{1 + i % 6}/2024,{10 + i}.5,Tea\n" for i in range(24))
    _open_text(
        window,
        "spring orders.csv",
        f"Spring orders,,,\n,,,\ncustomer,order date,amount,product\n{rows}Total,,528,\n",
    )


def _show_people(window: MainWindow) -> None:
    """Open customers with several IDs, some of them settled."""
    from retention_desk.desktop.import_wizard.files_panel import PEOPLE

    rows = "".join(f"C-{i:03},Anna {i},anna{i // 2}@example.org,2024-01-{i + 1:02}\n" for i in range(16))
    _open_text(window, "members.csv", f"customer id,name,email,signup date\n{rows}")
    window.session.imports.set_aliases({"C-001": "C-000", "C-003": "C-003"}, window.entries["data"].title)
    page = window.open_page("data")
    page.files.chosen.emit(PEOPLE)  # type: ignore[attr-defined]
    page.people.view.open_by_hand()  # type: ignore[attr-defined]


def _ask_password(window: MainWindow) -> None:
    """Ask for the password of a workbook."""
    from retention_desk.desktop.import_wizard.read_draft import PasswordRequest

    window.open_page("home")
    request = PasswordRequest(Path("customers 2024.xlsx"), True, lambda _password: None)
    window.session.imports.password_asked.emit(request)


def _review(view: str, window: MainWindow) -> None:
    """Show a view of the review of a project with simulated months, workbooks brought back on the table."""
    from retention_desk.desktop.pages.review import ReviewPage

    workspace: Workspace = window.session
    simulated = simulated_project()
    state = workspace.project.state
    if state is None or state.path != simulated.path:
        workspace.project_desk.open(simulated.path)
        _work_off(window)
    page = window.open_page("review")
    assert isinstance(page, ReviewPage)
    page.open_view(view)
    if view == "workbooks" and not page.review.flow.brought:
        page.review.flow.bring(simulated.returned)
    _work_off(window)


@cache
def simulated_project() -> SimulatedProject:
    """Return a project of three simulated months, made once: without a forecast, which would take longest."""
    import tempfile

    from simulated_months import COLLEAGUES, simulate_months

    from retention_desk.desktop.samples import sample_path
    from retention_desk.foundation.settings import DEFAULTS

    settings = DEFAULTS.with_value("churn.model", "off").with_value("capacity.owners", list(COLLEAGUES))
    settings = settings.with_value("capacity.contacts_per_week", 60).with_value("holdout.share", 0.2)
    return simulate_months(Path(tempfile.mkdtemp()), [sample_path("shop")], settings, months=3)


STATES: Final[dict[str, Callable[[MainWindow], None]]] = {
    "sheet": _show_sheet,
    "looking_back": _look_back,
    "weights": _drag_weight,
    "expanded": _expand,
    "error": _fail,
    "password": _ask_password,
    "leftout": _leave_out,
    "question": _ask_days,
    "people": _show_people,
    "review_returned": partial(_review, "workbooks"),
    "review_moves": partial(_review, "moves"),
    "review_done": partial(_review, "done"),
    "review_lift": partial(_review, "lift"),
    "review_plays": partial(_review, "plays"),
    "review_missed": partial(_review, "missed"),
    "review_experiments": partial(_review, "experiments"),
    **PROJECT_STATES,
}
"""What is shown beside the pages; those that open other data come last."""


if __name__ == "__main__":
    sys.exit(main())
