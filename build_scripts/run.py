"""Set up Retention Desk and open it on a sample.

``python3 build_scripts/run.py`` makes ``.venv`` the first time and opens the window on a sample.
Without a display the sample goes through the command line and the results are left in ``output``.
Further arguments go to the program: ``python3 build_scripts/run.py analyze my.xlsx --workbook out.xlsx``.
"""

from __future__ import annotations

from pathlib import Path

import _setup
import _system

SAMPLES = _setup.ROOT / "sample_workbooks"
PREFERRED_SAMPLE = "shop_en.xlsx"
OUTPUT = _setup.ROOT / "output"


def main(arguments: list[str]) -> int:
    """Start the program as asked; return its exit code."""
    wants_window = not arguments or arguments[0] == "--open"
    window = wants_window and _system.has_display()
    python = _setup.environment("run", "window" if window else "command")
    program = [str(python), "-m", "retention_desk"]
    if arguments:
        return _setup.call(program + arguments, env=_setup.program_environ())
    if window:
        return _setup.call([*program, "--open", str(sample())], env=_setup.program_environ())
    return run_without_display(program)


def sample() -> Path:
    """Return the sample to open."""
    preferred = SAMPLES / PREFERRED_SAMPLE
    found = [preferred] if preferred.exists() else sorted(SAMPLES.glob("*.xlsx"))
    if not found:
        raise _system.SetupError(f"There is no sample in {SAMPLES}.")
    return found[0]


def run_without_display(program: list[str]) -> int:
    """Analyse the sample on the command line and name what it left; return the exit code."""
    chosen = sample()
    _setup.say(f"There is no display here, so {chosen.name} is analysed on the command line.")
    results = {
        "--workbook": OUTPUT / "actions.xlsx",
        "--customers": OUTPUT / "customers.csv",
        "--charts": OUTPUT / "charts",
        "--report": OUTPUT / "report.pdf",
    }
    OUTPUT.mkdir(exist_ok=True)
    options = [part for option, path in results.items() for part in (option, str(path))]
    code = _setup.call([*program, "analyze", str(chosen), *options], env=_setup.program_environ())
    if code == 0:
        _setup.say("\nThe results:")
        for path in results.values():
            _setup.say(f"  {path}")
    return code


if __name__ == "__main__":
    _setup.guarded(main)
