"""Pages of several views: made when first opened, one in front, a command for each."""

from __future__ import annotations

import pytest

from tests.desktop.measured import measured


@pytest.mark.parametrize("key", ["value", "risk", "retention"])
def test_one_view_is_in_front_and_the_others_wait_until_they_are_opened(opened, key):
    page = opened.window.open_page(key)
    opened.session.show_analysis(measured(), "Book")
    first, second = page.names[0][0], page.names[1][0]
    assert list(page._views) == [first], "a view that nobody opened is not made"
    page.open_view(second)
    assert page.tabs.key() == second
    assert page.view(second).isVisible()
    assert not page.view(first).isVisible()
    assert page.view(second) is page.views[second]
    assert [name for name, view in page.views.items() if view.isVisible()] == [second]


@pytest.mark.parametrize("key", ["value", "risk", "retention"])
def test_each_view_has_a_command_once_there_is_something_to_show(opened, key):
    page = opened.window.open_page(key)
    commands = page.commands()
    assert [command.key for command in commands] == [f"{key}.{name}" for name, _ in page.names]
    assert not any(command.enabled() for command in commands)
    opened.session.show_analysis(measured(), "Book")
    assert all(command.enabled() for command in page.commands())
    commands[-1].run()
    assert page.tabs.key() == page.names[-1][0]
