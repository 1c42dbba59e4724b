"""The bundle carries what the program uses and no more."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import trimming

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/translations/qtbase_zh_TW.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt6Svg.dll",
        "babel/locale-data/root.dat",
        "babel/locale-data/zh_Hant_TW.dat",
        "babel/locale-data/en_GB.dat",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans-Bold.ttf",
        "resources/locales/zh_CN/LC_MESSAGES/health.mo",
        "sklearn/utils/_typedefs.so",
    ],
)
def test_kept(name):
    assert trimming.is_kept(name)
    assert trimming.is_kept(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "babel/locale-data/de_AT.dat",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "sklearn/datasets/data/iris.csv",
        "pandas/tests/io/data.csv",
        "resources/locales/zh_CN/LC_MESSAGES/health.po",
        "libcups.so.2",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans-BoldOblique.ttf",
        "libdbus-1.so.3",
        "libfontconfig.so.1",
    ],
)
def test_left_behind(name):
    assert not trimming.is_kept(name)


def test_libraries_nobody_asks_for_go_and_the_rest_stays_once():
    asks = {
        "program": ["libA.so.1"],
        "a": ["libB.so.1", "libc.so.6"],
        "b": [],
        "gtk": ["libB.so.1"],
        "py": [],
    }
    files = [
        ("module.cpython-311.so", "program", "EXTENSION"),
        ("libpython3.11.so.1.0", "py", "BINARY"),
        ("libA.so.1", "a", "BINARY"),
        ("wheel.libs/libB.so.1", "b", "BINARY"),
        ("other.libs/libB.so.1", "b", "BINARY"),
        ("libB.so.1", "wheel.libs/libB.so.1", "SYMLINK"),
        ("libgtk-3.so.0", "gtk", "BINARY"),
        ("libQt6Gone.so.6", "PySide6/Qt/lib/libQt6Gone.so.6", "SYMLINK"),
    ]
    kept = [place for place, _, _ in trimming.without_orphans(files, asks.__getitem__)]
    assert kept == [
        "module.cpython-311.so",
        "libpython3.11.so.1.0",
        "libA.so.1",
        "wheel.libs/libB.so.1",
        "libB.so.1",
    ]


def test_every_module_is_named():
    names = trimming.modules_of(ROOT / "retention_desk")
    assert {"retention_desk", "retention_desk.pipeline", "retention_desk.metrics.kpis.nps"} <= set(names)
    assert "retention_desk.__main__" not in names
    assert len(names) == len(set(names))


def test_links_to_what_is_left_behind_go():
    files = [("PySide6/Qt/lib/libQt6Core.so.6", "core", "BINARY")]
    here = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    gone = ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK")
    data = ("resources/glossary.csv", "glossary.csv", "DATA")
    assert trimming.without_dangling([here, gone, data], files) == [here, data]


def test_nothing_that_is_left_behind_is_imported():
    imported = set()
    for file in (ROOT / "retention_desk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    left_behind = {name for name in imported for bad in trimming.EXCLUDED if f"{name}.".startswith(f"{bad}.")}
    assert imported
    assert not left_behind


def test_the_programs_own_files():
    carried = {f"{folder}/{Path(file).name}" for file, folder in trimming.program_data(ROOT)}
    assert {
        "resources/theme/tokens.toml",
        "resources/glossary.csv",
        "sample_workbooks/shop_en.xlsx",
    } <= carried
    assert {"sample_workbooks/subscription_zh.xlsx", "sample_workbooks/services_zh_TW.xlsx"} <= carried
    assert not any("messy" in name for name in carried)
    assert any(name.endswith(".mo") for name in carried)
    assert not any(name.endswith(".po") or "/truth/" in name for name in carried)
