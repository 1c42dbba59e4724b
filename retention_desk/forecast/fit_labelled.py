"""Churn of a customer table that says who left: cross-validated, twins together, leaks out."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.churn_label import churn_label, label_column
from retention_desk.forecast.contact_curve import contact_curve
from retention_desk.forecast.drift import find_drift
from retention_desk.forecast.feature_table import FeatureTable
from retention_desk.forecast.fitted_churn import Evaluation, FittedChurn
from retention_desk.forecast.labelled_features import label_of, labelled_features
from retention_desk.forecast.leaks import LeakScan, find_leaks
from retention_desk.forecast.quality import assess, calibration_table, lift_table
from retention_desk.forecast.reasons import drivers_of, explained_rows, top_reasons
from retention_desk.forecast.ridge_logistic import sigmoid
from retention_desk.forecast.stack import CrossFit, Ensemble, cross_fit, fit_ensemble
from retention_desk.forecast.twins import stratified_folds, twin_groups
from retention_desk.forecast.worth import worth_so_far
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Reasons
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

METHODS = {"auto": "stack", "rules": "logistic"}
FOLDS_BY_ROWS = ((6_000, 10), (50_000, 5), (math.inf, 3))
ROWS_AT_ONCE = 150
NEAREST_CHANCE = 1e-4


def fit_labelled(data: CustomerData, settings: AnalysisSettings, progress: Progress) -> FittedChurn:
    """Return the churn model of a customer table that says who left (`churn_label`).

    Notes
    -----
    Every labelled customer gets the probability of the fold model that has not seen the row; customers
    without a label get that of a model trained on all labelled rows. `known` marks those who have not left.
    """
    label = churn_label(data)
    assert label is not None
    given = label.notna().to_numpy()
    left = label.fillna(value=False).to_numpy(dtype=bool)
    fitted = FittedChurn(
        definition=_definition(data),
        horizon_days=None,
        method=METHODS.get(settings.churn.model, settings.churn.model),
        probability=np.full(data.n_customers, np.nan),
        known=~left,
        train_rows=int(given.sum()),
        events=int(left[given].sum()),
        base_rate=float(left[given].mean()) if given.any() else None,
    )
    refusal = too_few(fitted.events, fitted.train_rows - fitted.events, settings.churn.minimum_leavers)
    if refusal is not None:
        return replace(fitted, refusal=refusal)
    progress.step(0.02, phrase("Looking for columns that give the outcome away"))
    features = labelled_features(data)
    known_left, rows = left[given], features.table.with_rows(given)
    if not rows.features:
        why = phrase("The table has no column to learn from besides the one that says who left.")
        return replace(fitted, refusal=why, left_out=features.left_out)
    progress.step(0.02)
    folds = next(folds for most, folds in FOLDS_BY_ROWS if len(known_left) <= most)
    twins = twin_groups(rows.numbers)
    progress.step(0.02)
    fold = stratified_folds(known_left, twins, folds, settings.churn.seed)
    scan = find_leaks(rows, known_left, fold, progress.part(0.02, 0.05))
    fitted = replace(fitted, left_out=(*features.left_out, *scan.listed))
    table = features.table.without(scan.dropped)
    if not table.features:
        why = phrase("Every column left gives the outcome away or says nothing.")
        return replace(fitted, refusal=why)
    part, worth = progress.part(0.05, 1.0), worth_so_far(data)
    return _trained(fitted, table, given, known_left, fold, scan, worth, settings, part)


def too_few(leavers: int, stayers: int, minimum: int) -> Phrase | None:
    """Return why so few leavers or stayers teach nothing, or None when there are enough."""
    if leavers < minimum:
        return phrase_n(
            "Only {n:count} customer who left is known; a model needs {need:count}. "
            "It becomes possible once {missing:count} more have left.",
            "Only {n:count} customers who left are known; a model needs {need:count}. "
            "It becomes possible once {missing:count} more have left.",
            leavers, need=minimum, missing=minimum - leavers,
        )  # fmt: skip
    if stayers < minimum:
        return phrase_n(
            "Only {n:count} customer who stayed is known; a model needs {need:count}.",
            "Only {n:count} customers who stayed are known; a model needs {need:count}.",
            stayers, need=minimum,
        )  # fmt: skip
    return None


def _definition(data: CustomerData) -> Phrase:
    name = label_column(data) or "churned"
    if name in data.features:
        return phrase("Leaves, as the column “{column}” records it", column=name)
    for source in data.sources:
        header = source.mapping.columns.get(name)
        if header:
            return phrase("Leaves, as the column “{column}” records it", column=header)
    return phrase("Leaves, as the customer table records it")


def _trained(
    fitted: FittedChurn,
    table: FeatureTable,
    given: Flags,
    left: Flags,
    fold: npt.NDArray[np.intp],
    scan: LeakScan,
    worth: Floats | None,
    settings: AnalysisSettings,
    progress: Progress,
) -> FittedChurn:
    seed = settings.churn.seed
    rows = table.with_rows(given)
    target = left.astype(np.float64)
    progress.step(0.0, phrase("Training the churn model"))
    crossed = cross_fit(fitted.method, rows, target, fold, seed, progress.part(0.0, 0.75))
    probability = fitted.probability.copy()
    probability[given] = sigmoid(crossed.logit)
    whole = None
    if not given.all():
        whole = fit_ensemble(fitted.method, rows, target, crossed.joined, seed, progress.part(0.75, 0.8))
        probability[~given] = sigmoid(whole.logit(table.with_rows(~given)))
    progress.step(0.8, phrase("Working out the reasons"))
    explained = explained_rows(np.where(fitted.known, probability, np.nan), fitted.method, worth)
    contributions = _contributions(table, explained, given, crossed, whole, progress.part(0.8, 0.97))
    out_of_fold = probability[given]
    progress.step(0.97)
    best = scan.best or ""
    rule_for_all = _for_all(scan.best_probability, given)
    drivers = drivers_of(table, contributions)
    weights = {name: share for name, _label, share in drivers}
    return replace(
        fitted,
        probability=probability,
        rule="single_column",
        rule_label=phrase("best single column: {label}", label=label_of(best)),
        rule_probability=rule_for_all,
        rule_reasons=_rule_reasons(table, best, rule_for_all, float(left.mean())),
        evaluation=Evaluation(
            left, out_of_fold, scan.best_probability, scan.best_probability, np.flatnonzero(given)
        ),
        quality=assess(left, out_of_fold, "cross-validation", seed),
        baseline=assess(left, scan.best_probability, "cross-validation", seed),
        calibration=calibration_table(left, out_of_fold),
        lift=lift_table(left, out_of_fold, scan.best_probability),
        drivers=drivers,
        reasons=top_reasons(table, explained, contributions, len(probability)),
        contacts=contact_curve(left, out_of_fold, probability, fitted.known),
        drift=find_drift(rows, table.with_rows(~given), weights),
    )


def _contributions(
    table: FeatureTable,
    explained: npt.NDArray[np.intp],
    given: Flags,
    crossed: CrossFit,
    whole: Ensemble | None,
    progress: Progress,
) -> Floats:
    """Return contributions of the rows explained, each by the ensemble that made its probability."""
    result = np.zeros((len(explained), len(table.features) + 1))
    fold = np.full(table.n, -1)
    fold[given] = crossed.fold
    of_row = fold[explained]
    ensembles = [*enumerate(crossed.ensembles)]
    if whole is not None:
        ensembles.append((-1, whole))
    for place, (number, ensemble) in enumerate(ensembles):
        mine = of_row == number
        for piece in np.array_split(np.flatnonzero(mine), max(1, int(mine.sum()) // ROWS_AT_ONCE)):
            progress.step(place / len(ensembles))
            result[piece] = ensemble.contributions(table.with_rows(explained[piece]))
    return result


def _rule_reasons(table: FeatureTable, best: str, probability: Floats, base: float) -> Reasons | None:
    """Return the one reason the best single column gives; None when it is no feature of the table."""
    if best not in table.names:
        return None
    rows = explained_rows(probability)
    contributions = np.zeros((len(rows), len(table.features) + 1))
    kept = np.clip(probability[rows], NEAREST_CHANCE, 1 - NEAREST_CHANCE)
    contributions[:, -1] = np.log(base / (1 - base))
    contributions[:, table.names.index(best)] = np.log(kept / (1 - kept)) - contributions[:, -1]
    return top_reasons(table, rows, contributions, len(probability))


def _for_all(of_labelled: Floats, given: Flags) -> Floats:
    result = np.full(len(given), np.nan)
    result[given] = of_labelled
    result[~given] = of_labelled.mean() if len(of_labelled) else np.nan
    return result
