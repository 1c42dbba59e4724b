"""The chart of an answer by its key: of what is asked of an analysis when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from retention_desk.charts.recipe import FigureRecipe
from retention_desk.charts.style import Look
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.wording import Words

if TYPE_CHECKING:
    from retention_desk.charts.canvas import Chart


def answer_recipes() -> Mapping[str, FigureRecipe]:
    """Return the charts of answers by key; their ``tabulate`` takes the answer in place of the analysis."""
    from retention_desk.charts import answers

    return load_catalogue(answers, FigureRecipe)


def draw_answer(key: str, answer: Any, words: Words, look: Look) -> Chart:
    """Return the chart of an answer.

    Parameters
    ----------
    key : str
        ``split_bars`` (`Split`), ``survival_groups`` (`SurvivalByGroup`), ``retention_lines``
        (`RetentionCurves`), ``profit_paths`` (`ProfitScenario`), ``leaving_reasons`` (`LeavingReasons`),
        ``comment_topics`` (`CommentTopics`), ``value_cohorts`` and ``ltv_cac`` (`ValueByCohort`),
        ``customer_paths`` (`ProfitScenario`), ``concentration`` (`Concentration`), ``claim_interval``
        (`Claim`), ``value_tenths`` (`CheckByTenth`), ``stay_curve`` (`StayCurve`).
    answer : object or None
        What the question gave; None is drawn as a sentence.
    words : Words
    look : Look
        With titles, the height grows to what the chart needs.
    """
    from retention_desk.charts.draw_table import draw_table

    recipe = answer_recipes()[key]
    table = recipe.tabulate(answer, None)
    return draw_table(recipe, table, words, look)
