"""``--project``: an analysis kept in a project file, beside the months kept before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth, Review
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase
from retention_desk.project.open_project import SUFFIX, Project, create_project, open_project


def project_settings(path: Path) -> AnalysisSettings:
    """Return the settings of a project; the defaults where no file is yet.

    Raises
    ------
    UserFacingError
        ``project_held``, ``project_read_only``: nothing could be kept in it; better said before the work than
        after. And as `open_project`.
    """
    if not path.exists():
        return DEFAULTS
    with open_project(path) as project:
        project.require_writable()
        return project.settings


def project_history(path: Path | None) -> ActionHistory:
    """Return the action lists of a project with what people filled in; none where no file is yet.

    Raises
    ------
    UserFacingError
        As `open_project`.
    """
    if path is None or not path.exists():
        return no_history()
    with open_project(path, read_only=True) as project:
        return project.history()


def is_project(files: Sequence[Path]) -> bool:
    """Return whether what was named is one project instead of exports."""
    return len(files) == 1 and files[0].suffix.lower() == SUFFIX


def latest_kept(path: Path, progress: Progress = SILENT) -> tuple[CustomerData, AnalysisSettings]:
    """Return the data of the latest month of a project and the settings they were analysed with.

    Raises
    ------
    UserFacingError
        ``project_empty``: no month is kept yet. And as `open_project`.
    """
    with open_project(path, read_only=True) as project:
        months = project.snapshots()
        if not months:
            raise UserFacingError(
                "project_empty",
                phrase("No month is kept in the project yet."),
                str(path),
                phrase("Keep one with `retention-desk analyze FILE… --project P.rdesk`."),
            )
        return project.load_data(months[-1], progress), project.snapshot_settings(months[-1])


def keep_analysis(
    path: Path, analysis: Analysis, *, with_list: bool, progress: Progress = SILENT
) -> Snapshot:
    """Keep the data, figures and settings of an analysis in a project, made where no file is yet.

    Parameters
    ----------
    path : Path
    analysis : Analysis
        Replaces what was kept as of the same day.
    with_list : bool
        Its action workbook was written: its list is kept as handed out.
    progress : Progress

    Notes
    -----
    The project is not held during the analysis, which may be long. The as-of date belongs to the month and
    is not taken into the settings of the project.
    """
    from retention_desk.reporting.write_workbook import list_id

    with open_project(path) if path.exists() else create_project(path) as project:
        project.require_writable()
        saved = project.save_snapshot(analysis, progress)
        project.save_settings(analysis.settings.with_value("general.as_of", None))
        if with_list:
            project.save_plan(analysis, list_id(analysis))
    return saved


def kept_month(project: Project, month: Snapshot) -> EarlierMonth:
    """Return a month of a project as a later one is compared with it."""
    return EarlierMonth(
        month, project.headline(month), project.scores(month), project.snapshot_settings(month)
    )


def review_before(path: Path, analysis: Analysis) -> Review | None:
    """Return the review of an analysis against the month kept last before it, and of the lists so far.

    None where the project has neither yet; raises as `open_project`.
    """
    from retention_desk.review_questions import review_month

    if not path.exists():
        return None
    day = analysis.data.as_of
    with open_project(path, read_only=True) as project:
        months = [month for month in project.snapshots() if day is None or month.day < day]
        earlier = kept_month(project, months[-1]) if months else None
        decisions = project.decisions()
    if earlier is None and analysis.history.is_empty:
        return None
    return review_month(analysis, earlier, decisions)
