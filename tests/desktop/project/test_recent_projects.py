"""Recent projects: what is in them, read without opening; why not, where that cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.home_page.start_panel import LinkRow, StartPanel
from retention_desk.desktop.project.recent_projects import brief_note, read_briefs
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words
from retention_desk.project.open_project import open_project
from retention_desk.project.read_brief import read_brief
from tests.desktop.small_desk import small_desk


def test_a_project_in_a_line(client, months, words):
    brief = read_brief(client)
    last = months[1].data
    assert brief_note(brief, words) == f"{last.n_customers} customers · as of {last.as_of} · 2 months"
    assert words(brief_note(replace(brief, months=0), words)) == "No month is kept yet."
    with open_project(client) as holder:
        assert brief_note(read_brief(client), words).endswith(f"open: {holder.who}")
    assert "2 months" not in brief_note(brief, Words("zh_TW"))


def test_each_is_shown_when_it_is_read_or_why_it_is_not(client, tmp_path, manual_executors, qapp):
    from retention_desk.desktop.jobs import Runner

    shown = {}
    runner = Runner(lambda lane: manual_executors[lane])
    read_briefs(runner, [client, tmp_path / "gone.rdesk"], shown.__setitem__)
    assert shown == {}
    while manual_executors["answer"].waiting:
        manual_executors["answer"].run_next()
        qapp.processEvents()
    assert shown[client].months == 2
    assert isinstance(shown[tmp_path / "gone.rdesk"], UserFacingError)


@pytest.fixture
def panel(qtbot, appearance, manual_executors, qapp, client, tmp_path):
    desk = small_desk(manual_executors, recent_projects=(str(client), str(tmp_path / "gone.rdesk")))
    panel = StartPanel(desk)
    qtbot.addWidget(panel)
    panel.asked = desk.session.asked
    panel.lane = manual_executors["answer"]
    return panel


def test_the_start_offers_them_and_says_more_once_it_is_read(panel, qapp, client, qtbot):
    names = [row.accessibleName() for row in panel.findChildren(LinkRow)][:2]
    assert names[0].startswith("Client, ")
    while panel.lane.waiting:
        panel.lane.run_next()
        qapp.processEvents()
    names = [row.accessibleName() for row in panel.findChildren(LinkRow)][:2]
    assert "2 months" in names[0]
    assert names[1] == "gone, There is no such project file."
    panel.findChildren(LinkRow)[0].click()
    assert panel.asked[-1] == ("open_project", client)
    panel.retranslate(Words("zh_CN"))
    assert "2 months" not in panel.findChildren(LinkRow)[0].accessibleName()
