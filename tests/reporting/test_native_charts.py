"""Native charts read cells of the sheet they stand on, so that they can be checked and changed in Excel."""

import zipfile


def test_every_chart_reads_cells_of_its_sheet_and_bands_keep_their_colours(shop):
    with zipfile.ZipFile(shop.paths["en"]) as archive:
        charts = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")
        ]
    of_summary = [chart for chart in charts if "Summary!$A$" in chart]
    of_forecast = [chart for chart in charts if "Forecast!$A$" in chart]
    of_value = [chart for chart in charts if "Customer value" in chart]
    assert (len(of_summary), len(of_forecast), len(of_value)) == (4, 2, 2)
    assert len(charts) == 8
    assert any(chart.count("<c:dPt>") == 3 for chart in charts)
