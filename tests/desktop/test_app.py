from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from retention_desk.desktop.app import make_application, warm_up

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "pandas", "matplotlib", "sklearn", "scipy", "lightgbm", "openpyxl", "babel", "qtawesome")
SHOW = f"""
import sys
from retention_desk.desktop.app import make_application
from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
application = make_application(["test"])
window = MainWindow({{}}, Appearance(application), Runner(parent=application))
window.show()
application.processEvents()
assert window.isVisible()
print([name for name in {HEAVY!r} if name in sys.modules])
window.close()
"""


def test_nothing_heavy_is_loaded_before_the_window_is_visible():
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_there_is_one_application(qapp):
    assert make_application(["again"]) is qapp
    assert qapp.applicationName() == "Retention Desk"
    assert qapp.style().objectName() in ("fusion", "")


def test_warming_up_loads_what_charts_need(capfd):
    warm_up()
    assert "matplotlib.backends.backend_agg" in sys.modules
    assert capfd.readouterr().err == ""
