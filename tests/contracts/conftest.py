"""The application of the window's own tests: whichever test comes first in a process makes it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from retention_desk.desktop.app import make_application


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = make_application(["tests"])
    yield application
    application.clipboard().clear()
