"""Build the packaged program, one folder in ``dist``, and have it check itself outside the source tree.

``python3 build_scripts/package.py`` builds when anything changed, tells the size, and runs
``retention-desk --self-check`` from an empty folder with an empty environment. ``--archive`` also makes
the compressed file to hand out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import _setup
import _system
import icu_data

ROOT = _setup.ROOT
SPEC = ROOT / "build_scripts" / "retention_desk.spec"
BUILD = ROOT / "build"
BUNDLE = ROOT / "dist" / "retention-desk"
STAMP = BUILD / "packaged.txt"
PROGRAM = BUNDLE / ("retention-desk.exe" if os.name == "nt" else "retention-desk")
INPUTS = ("retention_desk", "resources", "sample_workbooks", "build_scripts")
# Windows programs cannot start without these.
NEEDED_VARIABLES = ("SYSTEMROOT", "TEMP", "TMP") if os.name == "nt" else ()
LARGEST_FOLDER_MB = 260
LARGEST_ARCHIVE_MB = 100
SECONDS_FOR_SELF_CHECK = 240
SECONDS_FOR_WINDOW = 5
LISTING = """
from retention_desk.headless.self_check import catalogue_keys
for name, keys in catalogue_keys().items():
    print(f"{name}: {' '.join(keys)}")
"""


def main(arguments: list[str]) -> int:
    """Build, measure and check; return the exit code."""
    parser = argparse.ArgumentParser(prog="package.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--archive", action="store_true", help="make the compressed file as well")
    options = parser.parse_args(arguments)
    python = _setup.environment("package", "package")
    build(python)
    _setup.say(f"folder {megabytes(BUNDLE):.0f} MB (aim: at most {LARGEST_FOLDER_MB})")
    if options.archive:
        archive = compressed()
        _setup.say(f"archive {megabytes(archive):.0f} MB (aim: at most {LARGEST_ARCHIVE_MB}): {archive}")
    check(python)
    check_window()
    return 0


def fingerprint() -> str:
    """Return a hash of everything the packaged program is made of."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in INPUTS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def build(python: Path) -> None:
    """Build the bundle, unless the one that is there was made of the very same files."""
    wanted = fingerprint()
    if PROGRAM.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        _setup.say("The packaged program is up to date.")
        return
    STAMP.unlink(missing_ok=True)
    began = time.monotonic()
    _setup.say("Building the packaged program …")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--clean"]
    command += ["--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "work"), str(SPEC)]
    if _setup.call(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"}) != 0:
        raise _system.SetupError("PyInstaller could not build the program: the lines above say why.")
    if sys.platform.startswith("linux"):
        strip_symbols()
        icu_data.replace_icu_data(BUNDLE)
    STAMP.write_text(wanted, encoding="utf-8")
    _setup.say(f"built in {time.monotonic() - began:.0f} s")


def strip_symbols() -> None:
    """Take debugging symbols out of the libraries; those a wheel has patched would not load afterwards."""
    for file in BUNDLE.rglob("*.so*"):
        if not file.is_symlink() and not file.parent.name.endswith(".libs"):
            subprocess.run(["strip", "--strip-unneeded", str(file)], capture_output=True, check=False)


def megabytes(path: Path) -> float:
    """Return the size of a file, or of all files in a folder, in units of 1,000,000 bytes."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir()) / 1e6


def compressed() -> Path:
    """Return the bundle as one compressed file beside it: a zip on Windows, tar.xz elsewhere."""
    kind = "zip" if os.name == "nt" else "xztar"
    return Path(shutil.make_archive(str(BUNDLE), kind, BUNDLE.parent, BUNDLE.name))


def bare_environ(folder: Path) -> dict[str, str]:
    """Return an environment with nothing in it but what the system cannot start a program without."""
    kept = {name: os.environ[name] for name in NEEDED_VARIABLES if name in os.environ}
    return kept | ({"HOME": str(folder)} if sys.platform == "darwin" else {})


def check(python: Path) -> None:
    """Run the self-check from an empty folder; compare its catalogues with the source; trace connections."""
    _setup.say("Self-check of the packaged program …")
    with tempfile.TemporaryDirectory() as empty:
        trace = Path(empty) / "trace"
        tracer = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect", "-o", str(trace)]
        traced = _traces(tracer)
        done = subprocess.run(
            [*(tracer if traced else []), str(PROGRAM), "--self-check"],
            cwd=empty,
            env=bare_environ(Path(empty)),
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS_FOR_SELF_CHECK,
            check=False,
        )
        calls = trace.read_text(encoding="utf-8") if traced else ""
    if done.returncode != 0:
        raise _system.SetupError(f"The self-check failed:\n{done.stdout}{done.stderr}")
    refuse_connections(calls)
    missing = catalogues_of_source(python) - set(done.stdout.splitlines())
    if missing:
        lines = "\n".join(sorted(missing))
        raise _system.SetupError(f"The packaged catalogues differ from the source:\n{lines}")
    network = "no connection opened" if traced else "connections not traced: strace is not here"
    _setup.say(f"{done.stdout.strip()}\ncatalogues as in the source; {network}")


def refuse_connections(calls: str) -> None:
    """Raise when a trace of system calls holds a connection to anything but a local socket file."""
    connections = [line for line in calls.splitlines() if "AF_INET" in line]
    if connections:
        raise _system.SetupError("The program opened a connection:\n" + "\n".join(connections))


def catalogues_of_source(python: Path) -> set[str]:
    """Return the lines about catalogues that the self-check has to print, made from the source."""
    done = subprocess.run(
        [str(python), "-c", LISTING],
        cwd=ROOT,
        env=_setup.program_environ(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.splitlines())


def _traces(tracer: list[str]) -> bool:
    if not sys.platform.startswith("linux") or shutil.which("strace") is None:
        return False
    return subprocess.run([*tracer, "true"], capture_output=True, check=False).returncode == 0


def check_window() -> None:
    """Open the packaged window without a display and see that it stays open."""
    with tempfile.TemporaryDirectory() as home:
        environ = {**bare_environ(Path(home)), "HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        window = subprocess.Popen(
            [str(PROGRAM)], cwd=home, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            said, _ = window.communicate(timeout=SECONDS_FOR_WINDOW)
        except subprocess.TimeoutExpired:
            window.terminate()
            window.communicate()
            _setup.say(f"window open for {SECONDS_FOR_WINDOW} s")
            return
    raise _system.SetupError(
        f"The packaged window closed by itself:\n{said.decode('utf-8', errors='replace')}"
    )


if __name__ == "__main__":
    _setup.guarded(main)
