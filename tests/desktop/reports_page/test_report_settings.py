import pytest

from retention_desk.desktop.reports_page.report_settings import ReportPanel
from retention_desk.reporting.write_report import report_parts
from tests.desktop.small_desk import small_desk


@pytest.fixture
def panel(manual_executors, appearance, qtbot):
    made = ReportPanel(small_desk(manual_executors))
    qtbot.addWidget(made)
    made.told = []
    made.changed.connect(lambda: made.told.append((made.language, made.choice)))
    return made


def test_every_part_but_the_first_page_can_be_left_out(panel):
    assert set(panel.parts) == set(report_parts()) - {"summary", "review"}
    assert all(box.isChecked() for box in panel.parts.values())
    panel.parts["trace"].click()
    assert panel.choice.left_out == {"trace"}
    panel.parts["trace"].click()
    assert panel.choice.left_out == frozenset()
    assert len(panel.told) == 2


def test_customers_can_go_unnamed(panel):
    assert panel.choice.names_customers
    panel.anonymous.click()
    assert not panel.choice.names_customers
    assert len(panel.told) == 1


def test_the_language_follows_the_window_until_one_is_chosen(panel):
    panel.follow("zh_CN")
    assert panel.language == "zh_CN"
    assert panel.told == []
    panel.languages["zh_TW"].click()
    assert panel.language == "zh_TW"
    panel.follow("en")
    assert panel.language == "zh_TW"
    assert len(panel.told) == 1


def test_a_name_of_one_s_own_is_taken_when_it_is_finished(panel, qtbot):
    assert panel.title.placeholderText() == "Customer retention report"
    qtbot.keyClicks(panel.title, "Northwind ")
    panel.title.editingFinished.emit()
    panel.title.editingFinished.emit()
    assert panel.choice.title == "Northwind"
    assert len(panel.told) == 1


def test_nothing_is_called_anonymised_before_a_key_is_chosen(panel, tmp_path):
    asked = []
    panel.key_asked.connect(lambda: asked.append(panel.hashed.isChecked()))
    panel.title.setText("Client Ltd")
    panel.hashed.click()
    assert asked == [False]
    panel.take_key(None)
    assert (panel.key, panel.hashed.isChecked(), panel.told) == (None, False, [])
    panel.take_key(tmp_path / "Client.key")
    assert panel.hashed.isChecked()
    assert panel.choice.title == "", "what somebody typed may name the client"
    panel.hashed.click()
    assert panel.key is None
    assert panel.choice.title == "Client Ltd"
    assert len(panel.told) == 2
