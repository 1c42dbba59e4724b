"""The verdict on a churn model: used only where it is better than the simple rule."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.contact_curve import contact_curve
from retention_desk.forecast.fitted_churn import FittedChurn
from retention_desk.forecast.health_rule import against_health
from retention_desk.forecast.quality import calibration_table
from retention_desk.foundation.churn_results import ContactCurve
from retention_desk.foundation.results import ChurnForecast, Health, Quality
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

Floats = npt.NDArray[np.float64]
Status = Literal["model", "rules", "refused", "off"]

CHANCE = 0.5


def conclude_churn(fitted: FittedChurn, health: Health | None, settings: AnalysisSettings) -> ChurnForecast:
    """Return the churn forecast: the model's, the simple rule's, or none, with the reason.

    Parameters
    ----------
    fitted : FittedChurn
    health : Health or None
        For a labelled table the health score is a simple rule too; the better one counts. Elsewhere it is
        not read (`health_rule.needs_health`).
    settings : AnalysisSettings
        Reads ``churn.model`` and ``churn.seed``.

    Returns
    -------
    ChurnForecast
        `probability` is NaN everywhere when the forecast is refused.
    """
    if fitted.off:
        return _forecast(fitted, "off", phrase("The forecast is switched off in the settings."))
    if fitted.refusal is not None:
        return _forecast(fitted, "refused", fitted.refusal)
    fitted = against_health(fitted, health)
    if fitted.rules_only is not None:
        return _by_rule(fitted, fitted.rules_only)
    quality, rule = fitted.quality, fitted.baseline
    assert quality is not None
    assert rule is not None
    if settings.churn.model == "rules":
        return _by_rule(fitted, phrase("The simple rule is chosen in the settings."))
    low, high = quality.intervals.get("roc_auc", (quality.roc_auc, quality.roc_auc))
    if low <= CHANCE or _says_no_more_than_base_rate(fitted, quality):
        why = phrase(
            "No usable pattern: the model tells leavers from stayers no better than chance "
            "(AUC {auc:number3}, between {low:number3} and {high:number3}; chance is 0.5).",
            auc=quality.roc_auc, low=low, high=high,
        )  # fmt: skip
        rule_low = rule.intervals.get("roc_auc", (CHANCE, CHANCE))[0]
        if quality.validation == "time split" and rule_low > CHANCE:
            return _by_rule(fitted, why)
        return _forecast(fitted, "refused", why)
    if quality.roc_auc <= rule.roc_auc:
        why = phrase(
            "The model does not beat the simple rule, {rule} (AUC {model:number3} against {simple:number3}): "
            "the rule is used.",
            rule=fitted.rule_label, model=quality.roc_auc, simple=rule.roc_auc,
        )  # fmt: skip
        return _by_rule(fitted, why)
    return _forecast(fitted, "model", _in_words(fitted, quality, rule))


def _says_no_more_than_base_rate(fitted: FittedChurn, quality: Quality) -> bool:
    """Return whether the forecasts are no better than giving everybody the base rate, by log loss.

    Not asked of a time split, where a shift of the whole level would hide a good order of customers.
    """
    base = fitted.base_rate or 0.0
    if quality.validation == "time split" or not 0 < base < 1:
        return False
    return bool(quality.log_loss >= -(base * np.log(base) + (1 - base) * np.log(1 - base)))


def _in_words(fitted: FittedChurn, quality: Quality, rule: Quality) -> Phrase:
    """Return what the model is worth to somebody who calls customers."""
    base = fitted.base_rate or 0.0
    called = 100 * min(quality.lift_top_decile * base, 1.0)
    sentence = phrase(
        "Of 100 customers called from the top tenth, {found:count} would have left; called at random: "
        "{base:count}. AUC {auc:number3}, the simple rule ({rule}) {simple:number3}.",
        found=called, base=100 * base, auc=quality.roc_auc, rule=fitted.rule_label, simple=rule.roc_auc,
    )  # fmt: skip
    evaluation = fitted.evaluation
    if quality.validation != "time split" or evaluation is None:
        return sentence
    expected, actual = float(evaluation.probability.mean()), float(evaluation.left.mean())
    if abs(expected - actual) <= 0.05:
        return sentence
    return phrase(
        "{sentence} On the last window it expected {expected:share0} to leave and {actual:share0} did: the "
        "level drifts, perhaps with the season; the order of customers is what to go by.",
        sentence=sentence, expected=expected, actual=actual,
    )  # fmt: skip


def _by_rule(fitted: FittedChurn, why: Phrase) -> ChurnForecast:
    if fitted.rule_probability is None:
        return _forecast(fitted, "refused", why)
    return _forecast(fitted, "rules", why)


def _forecast(fitted: FittedChurn, status: Status, why: Phrase) -> ChurnForecast:
    nothing = np.full(len(fitted.probability), np.nan)
    probability = {"model": fitted.probability, "rules": fitted.rule_probability}.get(status, nothing)
    evaluation = fitted.evaluation
    calibration = fitted.calibration
    if status == "rules" and evaluation is not None:
        calibration = calibration_table(evaluation.left, evaluation.rule_probability)
    used = status in {"model", "rules"}
    return ChurnForecast(
        status=status,
        reason=why,
        definition=fitted.definition,
        horizon_days=fitted.horizon_days,
        method=fitted.method if status == "model" else fitted.rule if status == "rules" else status,
        probability=nothing if probability is None else probability,
        known=fitted.known,
        train_rows=fitted.train_rows,
        events=fitted.events,
        base_rate=fitted.base_rate,
        quality=fitted.quality,
        baseline=fitted.baseline,
        quality_active=fitted.quality_active,
        baseline_active=fitted.baseline_active,
        baseline_label=fitted.rule_label
        if fitted.baseline is not None or status == "rules"
        else NOTHING_SAID,
        calibration=calibration if used else None,
        lift=fitted.lift,
        left_out=fitted.left_out,
        drivers=fitted.drivers if status == "model" else (),
        reasons={"model": fitted.reasons, "rules": fitted.rule_reasons}.get(status),
        contacts=_contacts(fitted, status),
        drift=fitted.drift if status == "model" else (),
        cannot_know=fitted.cannot_know,
        window=fitted.window if used else None,
    )


def _contacts(fitted: FittedChurn, status: Status) -> ContactCurve | None:
    """Return leavers by number of contacts, of the model or of the rule; None where neither was tested."""
    if status == "model":
        return fitted.contacts
    evaluation, rule = fitted.evaluation, fitted.rule_probability
    if status != "rules" or evaluation is None or rule is None:
        return None
    return contact_curve(evaluation.left, evaluation.rule_probability, rule, fitted.known)
