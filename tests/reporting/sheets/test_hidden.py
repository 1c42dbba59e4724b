"""Hidden sheets: the answers beside their stable keys."""

from types import SimpleNamespace

from retention_desk.foundation.leaving_reasons import LEAVING_REASONS
from retention_desk.foundation.leaving_taxonomy import merged, with_reason
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Words
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES
from retention_desk.reporting.sheets.hidden import write_lists_sheet


def test_answers_stand_beside_their_keys_in_every_language(shop):
    for book in shop.books.values():
        sheet = book.worksheets[-2]
        keys = [sheet.cell(row, 2).value for row in range(2, 2 + len(STATUSES))]
        assert keys == list(STATUSES)
        assert [sheet.cell(row, 4).value for row in range(2, 2 + len(OUTCOMES))] == list(OUTCOMES)
        reasons = [sheet.cell(row, 6).value for row in range(2, 2 + len(LEAVING_REASONS))]
        assert reasons == list(LEAVING_REASONS)


def test_the_reasons_on_offer_are_those_of_the_edited_taxonomy():
    written = {}
    sheet = SimpleNamespace(
        write_string=lambda row, column, text: written.update({(row, column): text}), hide=lambda: None
    )
    figures = merged(with_reason(FigureSettings(), "Moved away", ["moved"]), "poor_service", "slow_service")
    target = SimpleNamespace(
        words=Words("en"),
        analysis=SimpleNamespace(settings=AnalysisSettings(figures=figures)),
        book=SimpleNamespace(define_name=lambda *_: None),
        sheet=lambda _key: sheet,
        name_of=lambda key: key,
    )
    write_lists_sheet(target)
    keys = [text for (row, column), text in written.items() if column == 5 and row]
    assert "Moved away" in keys
    assert "poor_service" not in keys
