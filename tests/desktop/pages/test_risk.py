"""The risk page: four views over one forecast, reached by tab, by command and by link."""

from __future__ import annotations

import pytest

from retention_desk.desktop.pages.risk import VIEWS
from tests.desktop.risk_analyses import refused, risk_analysis


@pytest.fixture
def page(opened):
    opened.session.show_analysis(risk_analysis(), "Book")
    return opened.window.open_page("risk")


def test_one_view_is_on_show_at_a_time(page, opened):
    for key, _name in VIEWS:
        opened.window.commands.run(f"risk.{key}")
        assert [name for name, view in page.views.items() if view.isVisible()] == [key]


@pytest.mark.parametrize("key", [key for key, _name in VIEWS])
def test_nothing_is_wider_than_the_page(page, opened, qtbot, key):
    opened.window.resize(1366, 768)
    page.open_view(key)
    qtbot.wait(1)
    assert page._holder.minimumSizeHint().width() <= page.width()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_view_speaks_chinese(page, opened, language):
    opened.window.set_language(language)
    for key, _name in VIEWS:
        page.open_view(key)
        assert "the" not in page.sentence.spoken().split()


def test_every_state_fits_every_view(page, opened):
    for analysis in (refused(), refused("off"), risk_analysis(1)):
        opened.session.show_analysis(analysis, "Book")
        for key, _name in VIEWS:
            page.open_view(key)
            assert page.sentence.spoken()
