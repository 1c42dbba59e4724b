from dataclasses import replace

import pytest

from retention_desk.desktop.pages import reports
from retention_desk.desktop.pages.reports import sentence
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.marks import Page
from tests.desktop.real_shop import shop_analysis


@pytest.fixture
def asked(monkeypatch):
    seen = []

    def sheets(_analysis, language, choice, _kept, _key):
        seen.append((language, choice.left_out))
        return (Page(), Page(), Page())

    monkeypatch.setattr(reports, "sheets_of", sheets)
    return seen


@pytest.fixture
def page(opened, asked):
    opened.session.show_analysis(shop_analysis(), "Book")
    shown = opened.window.open_page("reports")
    opened.settle()
    return shown


def test_the_pages_are_set_in_the_language_of_the_window(page, asked):
    assert asked == [("en", frozenset())]
    assert "3 pages" in page.sentence.spoken()
    assert len(page.preview.thumbs) == 3


def test_another_language_or_part_sets_them_again(page, asked, opened):
    panel = page.settings_panel()
    panel.languages["zh_TW"].click()
    opened.settle()
    panel.parts["trace"].click()
    opened.settle()
    assert asked[1:] == [("zh_TW", frozenset()), ("zh_TW", {"trace"})]
    assert "繁體中文" in page.sentence.spoken()


def test_buttons_export_in_the_language_of_the_report(page, opened, monkeypatch):
    calls = []
    exporting = opened.workspace.exporting
    for name in ("report", "workbook", "customers", "charts", "print_report"):
        monkeypatch.setattr(exporting, name, lambda *given, name=name: calls.append((name, *given)))
    page.settings_panel().languages["zh_CN"].click()
    page.save.click()
    page.print.click()
    for card in page.others:
        card.button.click()
    assert [call[0] for call in calls] == ["report", "print_report", "workbook", "customers", "charts"]
    assert all("zh_CN" in call for call in calls)
    names = {
        button.accessibleName() for button in (page.save, page.print, *(card.button for card in page.others))
    }
    assert len(names) == 5


def test_while_the_forecast_is_trained_the_report_waits(opened, asked):
    opened.session.show_analysis(replace(shop_analysis(), is_whole=False), "Book")
    page = opened.window.open_page("reports")
    opened.settle()
    assert asked == []
    assert "still being trained" in page.sentence.spoken()


def test_undated_data_name_no_day():
    analysis = shop_analysis()
    dated = Words("en")(sentence(3, "English", analysis))
    undated = replace(analysis, data=replace(analysis.data, as_of=None))
    assert "as of" in dated
    assert "as of" not in Words("en")(sentence(3, "English", undated))


def test_the_key_chosen_goes_to_pages_report_workbook_and_customers(
    page, asked, opened, monkeypatch, tmp_path
):
    calls, exporting, key = [], opened.workspace.exporting, tmp_path / "Book.key"
    monkeypatch.setattr(exporting, "ask_key", lambda: key)
    for name in ("report", "workbook", "customers", "print_report"):
        monkeypatch.setattr(exporting, name, lambda *given, name=name: calls.append((name, given[-1])))
    page.settings_panel().hashed.click()
    opened.settle()
    assert len(asked) == 2, "the pages are set again"
    for button in (page.save, page.print, page.others[0].button, page.others[1].button):
        button.click()
    assert calls == [("report", key), ("print_report", key), ("workbook", key), ("customers", key)]
