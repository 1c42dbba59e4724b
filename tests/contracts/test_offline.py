"""Nothing that leaves this machine: no module of the program can open a connection."""

from __future__ import annotations

import ast
import socket
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "retention_desk"
CONNECTING = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib",
    "xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
}  # fmt: skip
READING_ANYTHING = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib"}


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def offending(banned: set[str]) -> list[str]:
    files = sorted(SOURCE.rglob("*.py"))
    assert files, "no source seen"
    return [
        f"{file.relative_to(SOURCE)}: {name}"
        for file in files
        for name in sorted(imports_of(file))
        if any(name == bad or name.startswith(f"{bad}.") for bad in banned)
    ]


def test_no_module_can_connect():
    assert offending(CONNECTING) == []


def test_no_module_reads_pickles():
    assert offending(READING_ANYTHING) == []


def test_a_test_cannot_connect_either():
    with socket.socket() as unconnected, pytest.raises(AssertionError, match="tried to connect"):
        unconnected.connect(("127.0.0.1", 9))
