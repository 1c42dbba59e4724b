"""The command line: a thin front over the pipeline."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from retention_desk import __version__
from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.wording import LANGUAGES, Words, phrase

DONE: Final = 0
BUG: Final = 1
WRONG_USAGE: Final = 2
UNUSABLE_INPUT: Final = 3
CANCELLED: Final = 4
TRACED_HELP: Final = "exports, or a project (P.rdesk): its latest month"
KEY_HELP: Final = "keyed hashes for IDs, amounts in bands, no names; the key is made if it is not there"
SETTINGS_HELP: Final = "settings file, or an action workbook made with them"
OPENING_HELP: Final = "its first line opens encrypted workbooks; without it a terminal is asked"


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code.

    0 done, 1 a bug, 2 wrong usage, 3 the input cannot be used, 4 cancelled. A `UserFacingError` is one
    line on the error stream; a traceback is shown with ``--debug`` only.
    """
    _use_utf8()
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as exit_:
        return int(exit_.code or 0)
    words = Words(options.lang)
    command: Callable[[argparse.Namespace, Words], None] | None = options.command
    if command is None:
        parser.print_usage(sys.stderr)
        return WRONG_USAGE
    try:
        command(options, words)
    except UserFacingError as error:
        print(error.line(words), file=sys.stderr)
        return UNUSABLE_INPUT
    except (Cancelled, KeyboardInterrupt):
        print(words("Cancelled; nothing was left behind."), file=sys.stderr)
        return CANCELLED
    except BrokenPipeError:
        return DONE
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        else:
            said = words("A fault of the program ({kind}: {detail}). Run again with --debug for the trace.",
                         kind=type(error).__name__, detail=str(error))  # fmt: skip
            print(f"error[bug]: {said}", file=sys.stderr)
        return BUG
    return DONE


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="retention-desk",
        description="Customer health, retention, churn and value from the exports a business already has.",
        epilog="Without arguments the window opens. Exit codes: 0 done, 1 bug, 2 usage, 3 input.",
    )
    parser.add_argument("--version", action="version", version=f"retention-desk {__version__}")
    parser.add_argument(
        "--self-check",
        dest="command",
        action="store_const",
        const=_self_check,
        help="load every part, analyse a sample, write a workbook",
    )
    _add_common(parser, top=True)
    commands = parser.add_subparsers(metavar="COMMAND")

    inspect = commands.add_parser("inspect", help="what each sheet is and how its columns are read")
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.add_argument("--mapping", type=Path, metavar="M.toml", help="columns you fixed yourself")
    inspect.add_argument("--password-file", type=Path, metavar="FILE", help=OPENING_HELP)
    inspect.add_argument("--json", metavar="OUT|-", help="write the result as JSON")
    _add_common(inspect)
    inspect.set_defaults(command=_inspect)

    analyze = commands.add_parser("analyze", aliases=["analyse"], help="analyse files and write results")
    analyze.add_argument("files", nargs="+", type=Path, metavar="FILE")
    analyze.add_argument("--mapping", type=Path, metavar="M.toml", help="columns you fixed yourself")
    analyze.add_argument("--password-file", type=Path, metavar="FILE", help=OPENING_HELP)
    analyze.add_argument(
        "--settings",
        type=Path,
        metavar="S.toml|BOOK.xlsx",
        help=SETTINGS_HELP,
    )
    analyze.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="one setting")
    analyze.add_argument("--as-of", metavar="DATE", help="analyse as of this day (YYYY-MM-DD)")
    _add_outputs(analyze)
    _add_common(analyze)
    analyze.set_defaults(command=_analyze)

    _add_merge(commands)
    _add_review(commands)
    _add_trace(commands)
    settings = commands.add_parser("settings", help="every setting with default, range and meaning")
    settings.add_argument("--write", type=Path, metavar="S.toml", help="write a file with all defaults")
    settings.add_argument("--schema", action="store_true", help="print the JSON schema")
    _add_common(settings)
    settings.set_defaults(command=_settings)

    formulas = commands.add_parser("formulas", help="every figure with its definition")
    _add_common(formulas)
    formulas.set_defaults(command=_formulas)
    return parser


def _add_outputs(analyze: argparse.ArgumentParser) -> None:
    """Add what `analyze` can write."""
    analyze.add_argument("--workbook", type=Path, metavar="OUT.xlsx", help="action workbook")
    analyze.add_argument("--customers", type=Path, metavar="OUT.csv", help="one line per customer")
    analyze.add_argument("--audit", type=Path, metavar="OUT.xlsx", help="what was set aside or guessed")
    analyze.add_argument("--calendar", type=Path, metavar="OUT.ics", help="contacts by a person, by day")
    analyze.add_argument(
        "--contacts",
        action="append",
        default=[],
        metavar="SYSTEM=OUT.csv",
        help="contacts for hubspot, salesforce, zoho or jiandaoyun",
    )
    analyze.add_argument(
        "--project", type=Path, metavar="P.rdesk", help="keep data and figures in a project, month by month"
    )
    analyze.add_argument("--anonymise", type=Path, metavar="KEYFILE", help=KEY_HELP)
    analyze.add_argument("--json", metavar="OUT|-", help="all results as JSON")
    analyze.add_argument("--report", type=Path, metavar="OUT.pdf", help="the report to hand over")
    analyze.add_argument("--charts", type=Path, metavar="DIR", help="every chart as PNG")


FIGURE_HELP: Final = (
    "figure, as `formulas` lists them; health_score or indicator.KEY with --customer, cohort_cell and "
    "cohort_average with --cell, survival_point with --days"
)


def _add_merge(commands: Any) -> None:
    merge = commands.add_parser("merge", help="merge filled-in action workbooks into a project")
    merge.add_argument("project", type=Path, metavar="P.rdesk", help="the project that handed them out")
    merge.add_argument("returned", nargs="+", type=Path, metavar="RETURNED.xlsx", help="filled-in workbooks")
    merge.add_argument(
        "--prefer",
        default="",
        metavar="newest|NAME",
        help="settle conflicts by the newest file, or by a colleague",
    )
    merge.add_argument("--password-file", type=Path, metavar="FILE", help=OPENING_HELP)
    merge.add_argument("--anonymise", type=Path, metavar="KEYFILE", help="key of anonymised workbooks")
    merge.add_argument("--json", metavar="OUT|-", help="what was merged as JSON")
    _add_common(merge)
    merge.set_defaults(command=_merge)


def _add_review(commands: Any) -> None:
    review = commands.add_parser(
        "review", help="did it work: the latest month of a project against an earlier"
    )
    review.add_argument("project", type=Path, metavar="P.rdesk", help="the project with its months and lists")
    review.add_argument("--against", metavar="DATE", help="the month compared with; default: the one before")
    review.add_argument("--workbook", type=Path, metavar="OUT.xlsx", help="review workbook with case sheets")
    review.add_argument("--report", type=Path, metavar="OUT.pdf", help="the review as PDF")
    review.add_argument("--json", metavar="OUT|-", help="the review as JSON")
    _add_common(review)
    review.set_defaults(command=_review)


def _add_trace(commands: Any) -> None:
    trace = commands.add_parser("trace", help="the source rows (file, sheet, row) behind a figure")
    trace.add_argument("files", nargs="+", type=Path, metavar="FILE", help=TRACED_HELP)
    trace.add_argument("--figure", required=True, metavar="KEY", help=FIGURE_HELP)
    trace.add_argument("--customer", metavar="ID", help="the rows of this customer only")
    trace.add_argument("--group", metavar="COLUMN=VALUE", help="of one group: customers.region=North")
    trace.add_argument(
        "--cell",
        metavar="DATE,N|N",
        help="cohort_cell: first day of the cohort, periods after it; cohort_average: periods",
    )
    trace.add_argument(
        "--count",
        choices=("exact", "later", "revenue"),
        default="exact",
        help="what a cell or average counts",
    )
    trace.add_argument("--days", metavar="N", help="survival_point: days after the first")
    trace.add_argument("--until", metavar="DATE", help="last day of an earlier period, instead of the latest")
    trace.add_argument("--mapping", type=Path, metavar="M.toml", help="columns you fixed yourself")
    trace.add_argument("--password-file", type=Path, metavar="FILE", help=OPENING_HELP)
    trace.add_argument(
        "--settings",
        type=Path,
        metavar="S.toml|BOOK.xlsx",
        help=SETTINGS_HELP,
    )
    trace.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="one setting")
    trace.add_argument("--as-of", metavar="DATE", help="analyse as of this day (YYYY-MM-DD)")
    trace.add_argument("--json", metavar="OUT|-", help="write all rows as JSON")
    _add_common(trace)
    trace.set_defaults(command=_trace)


def _add_common(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    def default(value: Any) -> Any:
        return value if top else argparse.SUPPRESS

    parser.add_argument("--lang", choices=LANGUAGES, default=default("en"), help="language of texts")
    parser.add_argument(
        "--debug", action="store_true", default=default(False), help="show the trace of a fault"
    )


def _self_check(_options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.self_check import self_check

    self_check(words)


def _inspect(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.inspecting import inspect

    inspect(options.files, options.mapping, options.json, words, options.password_file)


def _analyze(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.analysing import AnalyseRequest, analyse_files

    analyse_files(
        AnalyseRequest(
            files=tuple(options.files),
            mapping=options.mapping,
            settings=options.settings,
            changes=tuple(options.set),
            as_of=options.as_of,
            workbook=options.workbook,
            customers=options.customers,
            json=options.json,
            charts=options.charts,
            password_file=options.password_file,
            audit=options.audit,
            project=options.project,
            anonymise=options.anonymise,
            report=options.report,
            calendar=options.calendar,
            contacts=tuple(options.contacts),
        ),
        words,
    )


def _merge(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.merging import MergeRequest, merge_files

    merge_files(
        MergeRequest(
            options.project,
            tuple(options.returned),
            options.prefer,
            options.json,
            options.password_file,
            options.anonymise,
        ),
        words,
    )


def _review(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.reviewing import ReviewRequest, review_project

    request = ReviewRequest(
        options.project,
        against=options.against,
        json=options.json,
        workbook=options.workbook,
        report=options.report,
    )
    review_project(request, words)


def _trace(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.analysing import AnalyseRequest
    from retention_desk.headless.tracing import TracePart, TraceRequest, trace_files

    request = AnalyseRequest(
        files=tuple(options.files),
        mapping=options.mapping,
        settings=options.settings,
        changes=tuple(options.set),
        as_of=options.as_of,
        password_file=options.password_file,
    )
    part = TracePart(
        options.customer, options.group, options.cell, options.count, options.days, options.until
    )
    trace_files(TraceRequest(request, options.figure, part, options.json), words)


def _settings(options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.listings import print_settings

    if options.write is not None and options.write.is_dir():
        raise UserFacingError(
            "not_writable",
            phrase("The settings cannot be written there: it is a folder."),
            str(options.write),
            phrase("Name a file, for example settings.toml."),
        )
    print_settings(words, write=options.write, schema=options.schema)


def _formulas(_options: argparse.Namespace, words: Words) -> None:
    from retention_desk.headless.listings import print_formulas

    print_formulas(words)
