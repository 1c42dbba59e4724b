"""One analysis of a small shop with hostile names, and its workbook in three languages."""

from types import SimpleNamespace

import pytest

from retention_desk.foundation.handed_out import handed_out_rows
from retention_desk.foundation.merge_results import HandedOutList
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.importing.read_book import read_book
from retention_desk.pipeline import analyse, import_files, write_workbook
from retention_desk.reporting.merge_returned import merge_returned
from retention_desk.reporting.write_workbook import list_id
from tests.reporting.returned_books import Returned
from tests.reporting.sheet_reading import book_of
from tests.small_shop import small_orders

HOSTILE = ("=1+1", "+86 138", "-2", "@sum", "\t=cmd", "{=1}", "https://example.org", "000123456789012345")


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """The analysis, its workbooks by language (formulas kept) and the paths of the files."""
    folder = tmp_path_factory.mktemp("reporting")
    lines = small_orders()
    ids = [key for key in lines["Customer ID"].unique() if key]
    renamed = dict(zip(ids[: len(HOSTILE)], HOSTILE, strict=True))
    lines["Customer ID"] = lines["Customer ID"].replace(renamed)
    lines.to_csv(folder / "orders.csv", index=False)
    settings = (
        AnalysisSettings().with_value("capacity.contacts_per_week", 60).with_value("holdout.share", 0.2)
    )
    analysis = analyse(import_files([folder / "orders.csv"]), settings)
    paths = {language: folder / f"{language}.xlsx" for language in LANGUAGES}
    for language, path in paths.items():
        write_workbook(analysis, path, Words(language))
    books = {language: book_of(path) for language, path in paths.items()}
    return SimpleNamespace(analysis=analysis, paths=paths, books=books, folder=folder)


@pytest.fixture(scope="session")
def books_as_read(shop):
    """The exported workbooks as the importer reads them, by language."""
    return {language: read_book(path) for language, path in shop.paths.items()}


@pytest.fixture
def returned(books_as_read):
    """The English workbook in somebody's hands."""
    return Returned(books_as_read["en"])


@pytest.fixture
def handed_out(shop):
    """The list as the project would keep it."""
    analysis = shop.analysis
    rows = handed_out_rows(analysis.plan.table, analysis.data.customer_ids, analysis.history)
    return HandedOutList(list_id(analysis), analysis.data.as_of, rows)


@pytest.fixture
def merge(handed_out):
    """A merge of returned workbooks into the list."""

    def run(*workbooks, known=(), settlements=(), **options):
        lists = {handed_out.list_id: handed_out}
        return merge_returned(lists, known, settlements, workbooks, **options)

    return run
