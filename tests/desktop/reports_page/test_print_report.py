from PySide6.QtPrintSupport import QPrinter

from retention_desk.desktop.reports_page.print_report import a4_printer, print_pages
from retention_desk.reporting.paper.marks import Page, box


def printed(tmp_path, n, *span):
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    if span:
        printer.setFromTo(*span)
    print_pages(printer, [Page([box(10, 10, 100, 100, fill="#21766F")]) for _ in range(n)])
    return (tmp_path / "printed.pdf").read_bytes()


def test_every_page_is_printed_on_a4(qapp, tmp_path):
    data = printed(tmp_path, 3)
    assert data.count(b"/Type /Page\n") == 3
    assert b"/MediaBox [0 0 595" in data


def test_only_the_pages_asked_for_are_printed(qapp, tmp_path):
    assert printed(tmp_path, 5, 2, 3).count(b"/Type /Page\n") == 2
