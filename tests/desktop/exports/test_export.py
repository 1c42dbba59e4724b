"""Exports: what is told when it is done, when it fails, when it is stopped; whole files only."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PySide6.QtGui import QDesktopServices

from retention_desk import pipeline
from retention_desk.charts import draw_figure
from retention_desk.desktop.exports.export import Exporter, cannot_write, show_in_folder, write_charts
from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(40)


class Export:
    """An exporter whose outcomes are noted."""

    def __init__(self, executors, analysis, qtbot):
        self.executors, self.qtbot = executors, qtbot
        self.session = small_desk(executors, analysis).session.session
        self.exporter = Exporter(self.session)
        self.written, self.failed = [], []
        self.exporter.written.connect(lambda told, path: self.written.append((WORDS(told), path)))
        self.exporter.failed.connect(self.failed.append)

    def run(self):
        self.executors["file"].run_next()
        self.qtbot.wait(1)


@pytest.fixture
def export(manual_executors, analysis, qtbot, qapp):
    return Export(manual_executors, analysis, qtbot)


@pytest.fixture
def calls(monkeypatch):
    calls = []
    monkeypatch.setattr(pipeline, "write_workbook", lambda *given: calls.append(("workbook", *given)))
    monkeypatch.setattr(pipeline, "write_customers", lambda *given: calls.append(("customers", *given)))
    return calls


def test_the_workbook_is_written_off_the_window_and_told_with_its_rows(export, calls, analysis, tmp_path):
    path = tmp_path / "list.xlsx"
    export.exporter.workbook(path, Words("zh_CN"))
    assert calls == [], "it waits for its lane"
    export.run()
    ((kind, given, where, words, _progress, pseudonyms, review),) = calls
    assert (pseudonyms, review) == (None, None)
    assert (kind, given, where, words.language) == ("workbook", analysis, path, "zh_CN")
    assert export.written == [("30 rows exported to list.xlsx", path)], (
        "those held out are not exported to call"
    )


def test_a_table_is_written_with_a_mark_of_its_encoding(export, tmp_path):
    path = tmp_path / "cohorts.csv"
    export.exporter.table(path, "首单,n\r\n2024,3\r\n")
    export.run()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["首单,n", "2024,3"]
    assert export.written == [("Table exported to cohorts.csv", path)]


def test_an_export_is_of_the_analysis_that_was_on_show(export, calls, analysis, tmp_path):
    export.exporter.customers(tmp_path / "customers.csv", WORDS)
    export.session.show_analysis(make_analysis(3), "Other")
    export.run()
    assert calls[0][1] is analysis
    assert export.written == [("40 customers exported to customers.csv", tmp_path / "customers.csv")]


def test_before_an_analysis_there_is_nothing_to_export(manual_executors, calls, qtbot, tmp_path):
    export = Export(manual_executors, None, qtbot)
    export.exporter.workbook(tmp_path / "a.xlsx", WORDS)
    export.exporter.customers(tmp_path / "a.csv", WORDS)
    export.exporter.charts(tmp_path, WORDS, "light", "png")
    assert manual_executors["file"].waiting == []


def test_a_file_that_cannot_be_written_says_where_and_what_to_do(export, monkeypatch, tmp_path):
    def refuse(*_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pipeline, "write_workbook", refuse)
    path = tmp_path / "list.xlsx"
    export.exporter.workbook(path, WORDS)
    export.run()
    assert export.written == []
    (error,) = export.failed
    assert (error.code, error.where) == ("cannot_write", str(path))
    assert WORDS(error.what) == "The file cannot be written: Permission denied"
    assert WORDS(error.way_out) == "Close it where it is open, or choose another folder."
    assert Words("zh_TW")(error.way_out) != WORDS(error.way_out)
    assert "disk full" in WORDS(cannot_write(path, OSError("disk full")).what)


def test_a_cancelled_export_tells_nothing(export, monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline, "write_workbook", lambda *given: given[-1].step(0.5))
    export.exporter.workbook(tmp_path / "list.xlsx", WORDS)
    export.session.runner.cancel("file")
    export.run()
    assert (export.written, export.failed) == ([], [])


@pytest.fixture
def figures(monkeypatch):
    drawn = []

    def draw(key, _analysis, words, scheme):
        drawn.append((key, words.language, scheme))
        return Figure(figsize=(1, 1))

    monkeypatch.setattr(draw_figure, "figure_keys", lambda: ("first", "empty", "last"))
    monkeypatch.setattr(draw_figure, "has_data", lambda key, _analysis: key != "empty")
    monkeypatch.setattr(pipeline, "draw_figure", draw)
    return drawn


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_every_chart_with_data_becomes_a_picture(export, figures, tmp_path, kind, start):
    folder = tmp_path / "new" / "charts"
    export.exporter.charts(folder, Words("zh_CN"), "dark", kind)
    export.run()
    assert sorted(file.name for file in folder.iterdir()) == [f"first.{kind}", f"last.{kind}"]
    assert all(file.read_bytes().startswith(start) for file in folder.iterdir())
    assert figures == [("first", "zh_CN", "dark"), ("last", "zh_CN", "dark")]
    assert export.written == [("Charts exported to charts", folder)]


def test_charts_stopped_or_broken_half_way_leave_whole_files_only(figures, analysis, tmp_path, monkeypatch):
    def stop(share, _doing):
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_charts(analysis, tmp_path, WORDS, "light", "png", Progress(stop))
    assert [file.name for file in tmp_path.iterdir()] == ["first.png"]
    before = (tmp_path / "first.png").read_bytes()

    def broken(_figure, path, **_how):
        Path(path).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Figure, "savefig", broken)
    with pytest.raises(OSError, match="No space"):
        write_charts(analysis, tmp_path, WORDS, "light", "png", SILENT)
    assert [file.name for file in tmp_path.iterdir()] == ["first.png"], "no half picture is left"
    assert (tmp_path / "first.png").read_bytes() == before


def test_the_folder_of_a_file_is_opened_and_a_folder_itself(monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    show_in_folder(tmp_path / "list.xlsx")
    show_in_folder(tmp_path)
    assert opened == [tmp_path, tmp_path]


def test_an_error_of_the_core_is_passed_on_as_it_is(export, monkeypatch, tmp_path):
    told = UserFacingError("too_many_rows", phrase("Too many rows"), "", phrase("Export as CSV."))

    def refuse(*_given):
        raise told

    monkeypatch.setattr(pipeline, "write_workbook", refuse)
    export.exporter.workbook(tmp_path / "list.xlsx", WORDS)
    export.run()
    assert export.failed == [told]


def test_the_review_is_written_as_a_workbook_of_its_own(export, monkeypatch, tmp_path):
    from retention_desk.reporting import write_review

    given = []
    monkeypatch.setattr(write_review, "write_review", lambda *parts: given.append(parts))
    review = object()
    export.exporter.review(review, tmp_path / "review.xlsx", WORDS)
    export.run()
    assert given[0][1:3] == (review, tmp_path / "review.xlsx")
    assert export.written == [("Review exported to review.xlsx", tmp_path / "review.xlsx")]
