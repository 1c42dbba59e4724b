"""The command ``analyze``: files in, figures, workbook, customers and charts out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.pseudonyms import Pseudonyms, pseudonyms_of
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS
from retention_desk.foundation.wording import Words, phrase
from retention_desk.headless.inspecting import SURE_SHARE, load_mapping, write_json
from retention_desk.headless.output import analysis_record
from retention_desk.headless.passwords import password_from
from retention_desk.headless.progress_bar import progress_bar
from retention_desk.headless.settings_file import is_workbook, report_differences, workbook_settings
from retention_desk.pipeline import (
    analyse,
    anonymised,
    anonymised_review,
    import_files,
    write_audit,
    write_customers,
    write_report,
    write_workbook,
)

if TYPE_CHECKING:
    from retention_desk.reporting.contact_target import ContactTarget


@dataclass(frozen=True)
class AnalyseRequest:
    """What the command line was asked for."""

    files: tuple[Path, ...]
    mapping: Path | None = None
    settings: Path | None = None
    changes: tuple[str, ...] = ()
    as_of: str | None = None
    workbook: Path | None = None
    customers: Path | None = None
    json: str | None = None
    charts: Path | None = None
    report: Path | None = None
    audit: Path | None = None
    password_file: Path | None = None
    project: Path | None = None
    calendar: Path | None = None
    contacts: tuple[str, ...] = ()
    anonymise: Path | None = None


def analyse_files(request: AnalyseRequest, words: Words) -> None:
    """Analyse the files of a request and write everything it asks for.

    Raises
    ------
    UserFacingError
        The input, a setting or the mapping cannot be used, or an output cannot be written.
    """
    settings = settings_of(request, _kept_settings(request.project))
    contact_files(request.contacts)
    _refuse_names(request)
    with progress_bar(words) as progress:
        mapping = load_mapping(request.mapping)
        password = password_from(request.password_file, words)
        data = import_files(request.files, mapping, settings, progress.part(0.0, 0.3), password)
        report_guesses(data, words)
        history = _history(request.project)
        analysis = analyse(data, settings, progress=progress.part(0.3, 0.8), history=history)
        if request.settings is not None and is_workbook(request.settings):
            report_differences(workbook_settings(request.settings), analysis, words)
        files = write_files(request, analysis, words, progress.part(0.8, 1.0))
    if request.json is not None:
        write_json(analysis_record(analysis, words, files), request.json)
    if request.json != "-":
        print_summary(analysis, files, words)


def _refuse_names(request: AnalyseRequest) -> None:
    """Raise when a file that names people is asked for together with anonymised ones."""
    named = {"--audit": request.audit, "--calendar": request.calendar, "--contacts": request.contacts or None}
    options = [option for option, wanted in named.items() if wanted is not None]
    if request.anonymise is not None and options:
        raise UserFacingError(
            "not_anonymous",
            phrase("{options} cannot be anonymised: it names customers.", options=", ".join(options)),
            "--anonymise",
            phrase("Write it in a run of its own, or leave --anonymise out."),
        )


def _kept_settings(project: Path | None) -> AnalysisSettings:
    if project is None:
        return DEFAULTS
    from retention_desk.headless.keeping import project_settings

    return project_settings(project)


def _history(project: Path | None) -> ActionHistory | None:
    if project is None:
        return None
    from retention_desk.headless.keeping import project_history

    return project_history(project)


def settings_of(request: AnalyseRequest, kept: AnalysisSettings = DEFAULTS) -> AnalysisSettings:
    """Return the settings asked for: the file's or else those `kept`, each ``--set``, then ``--as-of``."""
    settings = kept
    if request.settings is not None:
        settings = _settings_in(request.settings)
    for change in request.changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise UserFacingError(
                "bad_setting",
                phrase("“{change}” is no KEY=VALUE.", change=change),
                "--set",
                phrase("Write for example --set capacity.contacts_per_week=50."),
            )
        settings = settings.with_value(key.strip(), value)
    if request.as_of is not None:
        settings = settings.with_value("general.as_of", request.as_of)
    return settings


def contact_files(wanted: Sequence[str]) -> list[tuple[ContactTarget, Path]]:
    """Return system and file of each ``--contacts SYSTEM=OUT.csv``.

    Raises
    ------
    UserFacingError
        ``bad_contacts``: no system and file; ``unknown_target`` names the nearest system.
    """
    from retention_desk.reporting.write_contacts import target_of

    found = []
    for one in wanted:
        system, equals, name = one.partition("=")
        if not equals or not name.strip():
            raise UserFacingError(
                "bad_contacts",
                phrase("“{given}” is no SYSTEM=FILE.", given=one),
                "--contacts",
                phrase("Write for example --contacts hubspot=contacts.csv."),
            )
        found.append((target_of(system.strip()), Path(name.strip())))
    return found


def _settings_in(path: Path) -> AnalysisSettings:
    if is_workbook(path):
        return workbook_settings(path).on_its_day
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserFacingError(
            "bad_settings_file",
            phrase("The settings file cannot be read: {reason}", reason=str(error)),
            str(path),
            phrase("Check the path; `retention-desk settings --write` makes a fresh file."),
        ) from None
    return AnalysisSettings.from_toml(text, str(path))


def report_guesses(data: CustomerData, words: Words) -> None:
    """Say on the error stream which columns were guessed, and which option settles it."""
    for source in data.sources:
        for key, sure in source.mapping.confidence.items():
            if sure >= SURE_SHARE:
                continue
            print(
                words(
                    "guessed: {key} = “{header}” in {file} ({sure:share0} sure); --mapping settles it",
                    key=key,
                    header=source.mapping.columns[key],
                    file=source.file,
                    sure=sure,
                ),
                file=sys.stderr,
            )


def _review(request: AnalyseRequest, analysis: Analysis, pseudonyms: Pseudonyms | None) -> Review | None:
    """Return the review that workbook and report hold: of a project with an earlier month or a list.

    Anonymised it names nobody who left.
    """
    if request.project is None or (request.workbook is None and request.report is None):
        return None
    from retention_desk.headless.keeping import review_before

    found = review_before(request.project, analysis)
    return found if found is None or pseudonyms is None else anonymised_review(found, pseudonyms)


def write_files(
    request: AnalyseRequest, analysis: Analysis, words: Words, progress: Progress
) -> dict[str, str]:
    """Write everything the request asks for; return what was written, by kind."""
    written: dict[str, str] = {}
    pseudonyms = None if request.anonymise is None else pseudonyms_of(request.anonymise, make=True)
    shown = analysis if pseudonyms is None else anonymised(analysis, pseudonyms)
    review = _review(request, analysis, pseudonyms)
    if request.workbook is not None:
        write_workbook(analysis, request.workbook, words, progress.part(0.0, 0.6), pseudonyms, review)
        written["workbook"] = str(request.workbook)
    if request.customers is not None:
        write_customers(shown, request.customers, words)
        written["customers"] = str(request.customers)
    if request.audit is not None:
        write_audit(analysis, request.audit, words, progress.part(0.6, 0.65))
        written["audit"] = str(request.audit)
    if request.report is not None:
        write_report(shown, request.report, words, progress.part(0.65, 0.75), review)
        written["report"] = str(request.report)
    if request.project is not None:
        from retention_desk.headless.keeping import keep_analysis

        listed = request.workbook is not None
        keep_analysis(request.project, analysis, with_list=listed, progress=progress.part(0.75, 0.8))
        written["project"] = str(request.project)
    if request.calendar is not None:
        from retention_desk.reporting.write_calendar import write_calendar

        write_calendar(analysis, request.calendar, words)
        written["calendar"] = str(request.calendar)
    for target, path in contact_files(request.contacts):
        from retention_desk.reporting.write_contacts import write_contacts

        write_contacts(analysis, path, target, words)
        written[f"contacts.{target.key}"] = str(path)
    if request.charts is not None:
        from retention_desk.headless.charts_folder import write_charts

        write_charts(analysis, request.charts, words, progress.part(0.8, 1.0))
        written["charts"] = str(request.charts)
    return written


def print_summary(analysis: Analysis, files: dict[str, str], words: Words) -> None:
    """Print the headline figures, the forecast's standing, the plan and the files written."""
    data, money = analysis.data, analysis.data.currency
    as_of = words.date(data.as_of)
    print(words("{n:count} customers, as of {day}", n=data.n_customers, day=as_of))
    for source in data.sources:
        name = f"{source.file} · {source.sheet}" if source.sheet else source.file
        print("  " + words("{name}: {read:count} rows read = {used:count} used + {aside:count} set aside",
                           name=name, read=source.rows_read, used=source.rows_used,
                           aside=source.rows_set_aside))  # fmt: skip
    for key, metric in analysis.metrics.values.items():
        if metric.value is None:
            continue
        said = {
            "share": words.share,
            "money": lambda x: words.money(x, money),
            "count": words.count,
        }.get(metric.unit, words.number)(metric.value)
        print(f"  {key:<30} {said:>16}   {words(metric.formula)}")
    bands = ", ".join(
        f"{BAND_MARKS[band]} {words(label)} {words.count(int((analysis.health.band == place).sum()))}"
        for place, (band, label) in enumerate(BANDS.items())
    )
    print(words("Health ({profile}): {bands}", profile=analysis.health.profile, bands=bands))
    print(
        words(
            "Churn forecast: {status}. {reason}", status=analysis.churn.status, reason=analysis.churn.reason
        )
    )
    if analysis.at_risk.n:
        print(words("Value at risk: {amount}", amount=words.money(analysis.at_risk.total, money)))
    else:
        print(words("Value at risk: not known without a churn forecast"))
    print(words("Actions: {n:count} customers to contact, {held:count} left alone to measure",
                n=analysis.plan.listed, held=analysis.plan.held_out))  # fmt: skip
    for item in analysis.audit.findings:
        if item.severity != "note":
            print(f"  [{item.code}] {words(item.text)} {words(item.done)}".rstrip())
    for path in files.values():
        print(words("written: {path}", path=path))
