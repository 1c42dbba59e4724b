"""Native charts read cells of the Summary sheet, so that they can be checked and changed in Excel."""

import zipfile


def test_every_chart_reads_the_summary_sheet_and_bands_keep_their_colours(shop):
    with zipfile.ZipFile(shop.paths["en"]) as archive:
        charts = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")
        ]
    assert len(charts) == 4
    assert all("Summary!$A$" in chart for chart in charts)
    assert any(chart.count("<c:dPt>") == 3 for chart in charts)
