"""The Forecast sheet: how the churn model was made and tested, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from retention_desk.foundation.results import ChurnForecast
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.native_charts import Block, native_chart
from retention_desk.reporting.section import Section, set_columns, write_section
from retention_desk.reporting.target import Target

COLUMNS: Final = 8
CHART_COLUMN: Final = COLUMNS + 1
CHART_ROWS: Final = 15
CONTACT_ROWS: Final = 21
SHARE: Final = "0.0%"
THREE: Final = "0.000"
COUNT: Final = "#,##0"
METHODS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "stack": phrase("Logistic regression and two boosters, stacked by a logistic regression"),
        "logistic": phrase("Logistic regression"),
        "boosting": phrase("Boosted trees"),
        "random_forest": phrase("Random forest of 100 trees"),
        "pareto_nbd": phrase("Pareto/NBD: probability of no purchase"),
        "pareto_nbd_logistic": phrase("Pareto/NBD and logistic regression together"),
        "refused": phrase("None: no forecast can be given"),
        "off": phrase("None: switched off"),
    }
)
STATUS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "model": phrase("A model is used"),
        "rules": phrase("A simple rule is used, not a model"),
        "refused": phrase("No forecast can be given"),
        "off": phrase("The forecast is switched off"),
    }
)
_QUALITY: Final[tuple[tuple[str, Phrase, str], ...]] = (
    ("roc_auc", phrase("ROC AUC"), THREE),
    ("pr_auc", phrase("PR AUC"), THREE),
    ("lift_top_decile", phrase("Lift, top tenth"), "0.00"),
    ("calibration_error", phrase("Calibration error"), THREE),
    ("brier", phrase("Brier score"), THREE),
    ("log_loss", phrase("Log loss"), THREE),
    ("accuracy", phrase("Accuracy"), SHARE),
    ("majority_accuracy", phrase("Accuracy of “nobody changes”"), SHARE),
)


def write_forecast_sheet(target: Target) -> None:
    """Write method, quality beside the simple rule, calibration, lift, contacts, and what is not known."""
    sheet, words = target.sheet("forecast"), target.words
    churn = target.analysis.churn
    reason = words(churn.reason) if churn.reason.text else words(churn.definition)
    target.head(sheet, words("How far the forecast can be trusted"), reason)
    set_columns(sheet, COLUMNS)
    sheet.set_column(COLUMNS, COLUMNS, 3)
    row, free = 3, 3
    for section in sections(churn, words):
        if not section.lines:
            continue
        block = write_section(target, "forecast", row, section, COLUMNS)
        if section.chart:
            _add_chart(target, sheet, free, section, block)
            free += CHART_ROWS
        row = block.last + 2
    target.print_setup(sheet)


def sections(churn: ChurnForecast, words: Words) -> Iterator[Section]:
    """Return the tables of the sheet, the most important first; those without lines are left out."""
    yield Section(words("The forecast"), (), list(_facts(churn, words)), ("", ""), key="facts")
    yield _quality(churn, words)
    yield _calibration(churn, words)
    yield _lift(churn, words)
    yield _contacts(churn, words)
    yield Section(
        words("What it rests on"),
        (words("Column"), words("Share")),
        [(words(label), share) for _feature, label, share in churn.drivers],
        ("", "0%"),
        key="drivers",
    )
    yield Section(
        words("Columns left out, or used with care"),
        (words("Column"), words("Why")),
        [
            (item.column, words("Used with care: {why}", why=item.why) if item.kept else words(item.why))
            for item in churn.left_out
        ],
        ("", ""),
        key="left_out",
    )
    yield Section(
        words("What it cannot know"),
        (),
        [(words(spot.sentence),) for spot in churn.cannot_know],
        ("",),
        key="cannot_know",
    )
    yield Section(
        words("What is not as it was in training"),
        (words("Column"), words("Finding")),
        [(words(item.label), words(item.sentence)) for item in churn.drift],
        ("", ""),
        key="drift",
    )


def _facts(churn: ChurnForecast, words: Words) -> Iterator[tuple[str, str]]:
    yield words("State"), words(STATUS[churn.status])
    yield words("Leaving means"), words(churn.definition)
    label = METHODS.get(churn.method, churn.baseline_label)
    yield words("Method"), words(label) if label.text else churn.method
    if churn.horizon_days is not None:
        yield words("Horizon"), words.plural("{n} day", "{n} days", churn.horizon_days)
    if churn.window is not None:
        yield words("Learned and tested"), words(churn.window.sentence)
    if churn.train_rows:
        yield words("Rows to learn from"), words.count(churn.train_rows)
        yield words("Of these left"), words.count(churn.events)
    quality = churn.quality
    if quality is not None:
        ways = {
            "time split": phrase("Tested on a later window it had not seen, n = {n:count}", n=quality.n),
            "cross-validation": phrase("Tested by cross-validation, n = {n:count}", n=quality.n),
        }
        yield words("Test"), words(ways[quality.validation])
    if churn.base_rate is not None:
        yield words("Base rate: share that left"), words.share(churn.base_rate)
    if churn.baseline_label.text:
        yield words("Simple rule"), words(churn.baseline_label)


def _quality(churn: ChurnForecast, words: Words) -> Section:
    heads = [words("Figure"), words("Forecast"), words("At least"), words("At most")]
    others = (
        (words("Simple rule"), churn.baseline),
        (words("Forecast, active only"), churn.quality_active),
        (words("Simple rule, active only"), churn.baseline_active),
    )
    beside = [(head, quality) for head, quality in others if quality is not None]
    quality, lines = churn.quality, []
    for key, name, _form in _QUALITY if quality is not None else ():
        low, high = quality.intervals.get(key, (None, None)) if quality is not None else (None, None)
        figures = (_known(getattr(other, key)) for other in (quality, *(item for _head, item in beside)))
        first, *rest = figures
        lines.append((words(name), first, low, high, *rest))
    heads += [head for head, _quality in beside]
    forms = [form for _key, _name, form in _QUALITY]
    return Section(
        words("Quality, with 95 % intervals"),
        heads,
        lines,
        ("", *[THREE] * (len(heads) - 1)),
        row_formats=forms,
        key="quality",
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _calibration(churn: ChurnForecast, words: Words) -> Section:
    heads = (
        words("Predicted"),
        words("Share that left"),
        words("At least"),
        words("At most"),
        words("Customers"),
    )
    table = churn.calibration
    lines = [] if table is None else table[["predicted", "actual", "low", "high", "n"]].to_numpy().tolist()
    chart = words("Predicted against what came") if len(lines) > 1 else ""
    return Section(
        words("Calibration"), heads, lines, (SHARE, SHARE, SHARE, SHARE, COUNT), chart, key="calibration"
    )


def _lift(churn: ChurnForecast, words: Words) -> Section:
    heads = (words("Customers called"), words("Leavers found"), words("Leavers found, simple rule"))
    table = churn.lift
    names = ["share_called", "share_found", "share_found_rule"]
    lines = [] if table is None else table[names].to_numpy().tolist()
    chart = words("Leavers found by calling the likeliest first") if len(lines) > 1 else ""
    return Section(words("Lift"), heads, lines, ("0%", SHARE, SHARE), chart, key="lift")


def _contacts(churn: ChurnForecast, words: Words) -> Section:
    heads = (
        words("Contacts"),
        words("Leavers reached"),
        words("At least"),
        words("At most"),
        words("False alarms"),
        words("Share of leavers"),
        words("At random"),
        words("Lowest probability"),
    )
    lines: list[Sequence[Any]] = []
    if churn.contacts is not None and churn.contacts.n_today:
        table = churn.contacts.table
        shown = table.iloc[np.unique(np.linspace(0, len(table) - 1, CONTACT_ROWS).astype(int))]
        names = [
            "contacts", "leavers", "leavers_low", "leavers_high", "false_alarms", "reached_share",
            "at_random", "threshold_share",
        ]  # fmt: skip
        lines = list(shown[names].to_numpy(dtype=np.float64).tolist())
    forms = (COUNT, COUNT, COUNT, COUNT, COUNT, "0%", COUNT, "0%")
    return Section(words("How many to contact, expected today"), heads, lines, forms, key="contacts")


def _add_chart(target: Target, sheet: Any, row: int, section: Section, block: Block) -> None:
    beside = (
        (2, section.heads[2])
        if len(section.heads) == 3
        else (0, target.words("Had every forecast come true"))
    )
    series = [(1, section.heads[1], "chart0"), (*beside, "muted")]
    chart = native_chart(target, "scatter", section.chart, block, series, number_format="0%", x_format="0%")
    chart.set_size({"width": 520, "height": 340})
    sheet.insert_chart(row, CHART_COLUMN, chart)
