"""Hidden sheets: the answers beside their stable keys."""

from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES


def test_answers_stand_beside_their_keys_in_every_language(shop):
    for book in shop.books.values():
        sheet = book.worksheets[-2]
        keys = [sheet.cell(row, 2).value for row in range(2, 2 + len(STATUSES))]
        assert keys == list(STATUSES)
        assert [sheet.cell(row, 4).value for row in range(2, 2 + len(OUTCOMES))] == list(OUTCOMES)
