"""What the packaged program carries and what it leaves behind."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

# The samples that the home page offers; the messy ones are for development.
SAMPLE = re.compile(r"[a-z]+_(?:en|zh(?:_[A-Z]{2})?)\.xlsx")

File = tuple[str, str, str]
LIBRARY = re.compile(r"^(?:PySide6/Qt/lib/|[\w.-]+\.libs/)?lib(?!python)[^/]*\.so(?:\.[\d.]+)?$")

EXCLUDED = [
    # development
    "IPython", "PyInstaller", "_pytest", "coverage", "docutils", "hypothesis", "jedi", "lib2to3", "mypy",
    "pip", "pytest", "pytestqt", "readline", "setuptools", "sphinx", "test", "tkinter", "wheel",
    # other toolkits and engines that the libraries would use if they were there
    "PyQt5", "PyQt6", "PySide2", "dask", "numba", "pyarrow", "sqlalchemy", "tables",
    # parts of the libraries that the program never asks for
    "PIL.AvifImagePlugin", "PIL.ImageQt", "PIL.ImageShow", "PIL.ImageTk", "PIL.WebPImagePlugin",
    "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._webp",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest",
    "distutils", "lightgbm.dask", "lightgbm.plotting",
    "matplotlib.backends.backend_pdf",  # the report has a writer of its own: reporting/paper
    "matplotlib.backends.backend_ps", "matplotlib.pyplot", "matplotlib.tests", "numpy.tests", "pydoc_data",
    "babel", "joblib", "narwhals._dask", "narwhals._duckdb", "narwhals._ibis", "narwhals._polars",
    "narwhals._spark_like", "narwhals._sql", "pandas.tests", "scipy.io", "scipy.signal", "scipy.stats",
    "sklearn",
    # nothing is sent or fetched; the hashes in use are built into Python
    "_hashlib", "_ssl", "ssl",
]  # fmt: skip

QT = r"PySide6/(?:Qt/)?"
PLUGINS = rf"{QT}plugins/"
KEPT_PLUGINS = "|".join(
    (
        r"platforms/\w*(?:xcb|wayland|offscreen|windows|cocoa)",
        r"platforminputcontexts/",
        r"platformthemes/\w*xdgdesktopportal",
        r"imageformats/\w*(?:svg|jpeg|ico)",
        r"iconengines/",
        r"styles/",
        r"printsupport/",
        r"wayland-(?:shell-integration|decoration-client|graphics-integration-client)/",
        r"xcbglintegrations/",
    )
)
DROPPED = [
    re.compile(pattern)
    for pattern in (
        rf"^{PLUGINS}(?!{KEPT_PLUGINS})",
        rf"^{QT}(?:qml|metatypes|libexec|resources)/",
        rf"^{QT}translations/(?!qtbase_zh)",
        rf"^{QT}(?:lib/)?(?:lib)?Qt6?(?:Qml|Quick|Network|Sql|Test|Designer|Help|VirtualKeyboard|Pdf|WlShell)",
        r"^babel/locale-data/(?!(?:root|en(?:_\w+)?|zh(?:_\w+)?)\.dat$)",
        r"^matplotlib/mpl-data/(?:sample_data|plot_directive|images|fonts/(?:afm|pdfcorefonts))/",
        r"^matplotlib/mpl-data/fonts/ttf/DejaVu(?:Serif|SansMono|Sans-(?:Bold)?Oblique)",
        r"^sklearn/datasets/(?:data|images|descr)/",
        r"(?:^|/)tests?/",
        r"\.(?:pyi|pxd|pyx|h|hpp|c|cpp|lib|a|po)$",
        r"^share/",
        r"^scipy/optimize/_highspy/_(?:core|highs_options)\.",  # see without_highs.py
        r"^matplotlib/mpl-data/fonts/ttf/(?:STIX|cm\w*\.)",  # mathematics
        r"^libcups\.so",  # printing uses the system's own
        r"^lib(?:dbus-1|fontconfig)\.so",  # so do these: they have to fit its bus and its configuration
    )
]


DROPPED_MODULES = re.compile(r"^pygments\.(?:lexers|styles|formatters)\.(?!_mapping|default|html)\w")


def modules_of(source: Path) -> list[str]:
    """Return the dotted names of all modules of a package folder."""
    names = []
    for file in sorted(source.rglob("*.py")):
        parts = file.relative_to(source.parent).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in names if not name.endswith("__main__")]


def program_data(root: Path) -> list[tuple[str, str]]:
    """Return the program's own data files, each with its folder in the bundle."""
    files = [file for file in (root / "resources").rglob("*") if file.is_file() and file.suffix != ".po"]
    files += [file for file in (root / "sample_workbooks").iterdir() if SAMPLE.fullmatch(file.name)]
    return [(str(file), file.parent.relative_to(root).as_posix()) for file in sorted(files)]


def without_orphans(files: list[File], imports_of: Callable[[str], Iterable[str]]) -> list[File]:
    """Return the binaries without the shared libraries that nothing kept asks for, and each library once.

    Parameters
    ----------
    files : list of (place in the bundle, source file, kind)
        A library is a file in the top folder, in Qt's ``lib`` or in a wheel's ``.libs`` folder.
    imports_of : callable
        Takes a source file; returns the names of the libraries it asks for itself.
    """
    real = [(place, source) for place, source, kind in files if kind != "SYMLINK"]
    libraries = {PurePosixPath(place).name: source for place, source in real if LIBRARY.search(place)}
    waiting = [source for place, source in real if not LIBRARY.search(place)]
    reached: set[str] = set()
    while waiting:
        found = {PurePosixPath(name).name for name in imports_of(waiting.pop())} & libraries.keys()
        waiting += [libraries[name] for name in found - reached]
        reached |= found
    once: dict[tuple[str, str], File] = {}
    for place, source, kind in files:
        name = PurePosixPath(place).name
        if not LIBRARY.search(place):
            once[place, kind] = (place, source, kind)
        elif name in reached:
            once.setdefault((name, kind), (place, source, kind))
    return list(once.values())


def without_dangling(links: list[File], files: list[File]) -> list[File]:
    """Return data files without the links to a file that is not among `files`."""
    there = {place for place, _, _ in files}
    return [link for link in links if link[2] != "SYMLINK" or link[1] in there]


def libraries_asked_for(file: str) -> list[str]:
    """Return the names of the shared libraries that an ELF file names itself, not those of its libraries."""
    done = subprocess.run(["objdump", "-p", file], capture_output=True, encoding="utf-8", check=False)
    return re.findall(r"^\s*NEEDED\s+(\S+)", done.stdout, re.MULTILINE)


def is_kept(name: str) -> bool:
    """Return whether a file of the libraries, by its place in the bundle, is carried."""
    return not any(pattern.search(name.replace("\\", "/")) for pattern in DROPPED)
