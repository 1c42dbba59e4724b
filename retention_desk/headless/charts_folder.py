"""Every chart of an analysis as a picture in a folder."""

from __future__ import annotations

from pathlib import Path

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import Words


def write_charts(analysis: Analysis, folder: Path, words: Words, progress: Progress) -> list[Path]:
    """Write each figure that has data as ``<key>.png``; return the files written."""
    from retention_desk.charts.draw_figure import figure_keys, has_data
    from retention_desk.pipeline import draw_figure

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    keys = [key for key in figure_keys() if has_data(key, analysis)]
    for place, key in enumerate(keys):
        progress.step(place / len(keys))
        figure = draw_figure(key, analysis, words)
        with saved_whole(folder / f"{key}.png") as temporary:
            figure.savefig(temporary, format="png")
        written.append(folder / f"{key}.png")
    return written
