"""SciPy without its linear programming does what the program asks of it."""

import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "build_scripts"


def test_minimising_works_and_linear_programming_fails_loudly():
    code = (
        "import without_highs\n"
        "import scipy.interpolate, scipy.optimize, scipy.special\n"
        "found = scipy.optimize.minimize(lambda x: (x[0] - 3) ** 2 + x[1] ** 2, [0.0, 1.0])\n"
        "print([round(float(x), 4) + 0.0 for x in found.x], scipy.optimize.brentq(lambda x: x - 1, 0, 4))\n"
        "try:\n"
        "    scipy.optimize.linprog([1], A_ub=[[1]], b_ub=[1])\n"
        "except TypeError:\n"
        "    print('no linear programming')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[3.0, 0.0] 1.0", "no linear programming"]


def test_the_program_asks_for_no_linear_programming():
    source = "".join(
        file.read_text(encoding="utf-8") for file in SCRIPTS.parent.glob("retention_desk/**/*.py")
    )
    assert not any(name in source for name in ("linprog", "milp", "linear_sum_assignment", "HiGHS"))
