"""Audit: rows read = rows used + rows set aside, and every finding."""


def test_every_source_and_finding_is_listed(shop):
    sheet = shop.books["en"]["Audit"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (source,) = shop.analysis.audit.sources
    counts = next(row[2:5] for row in rows if row[0] == source.file)
    assert counts == [source.rows_read, source.rows_used, source.rows_set_aside]
    assert counts[0] == counts[1] + counts[2]
    found = [row for row in rows if row[1] in {"Problem", "Please look", "Note"}]
    assert len(found) == len(shop.analysis.audit.findings)
