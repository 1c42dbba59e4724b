"""The tree members of the stack: a soft booster, a deep booster, and a random forest, by LightGBM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import FeatureTable
from retention_desk.foundation.progress import Progress

Floats = npt.NDArray[np.float64]

MANY_ROWS = 20_000


@dataclass(frozen=True)
class TreeRecipe:
    """How a tree model is grown: number of trees and the parameters of LightGBM."""

    trees: int
    parameters: Mapping[str, Any]


RECIPES: Final[Mapping[str, TreeRecipe]] = MappingProxyType(
    {
        "soft": TreeRecipe(
            150,
            {"learning_rate": 0.07, "num_leaves": 6, "min_data_in_leaf": 30, "lambda_l2": 10.0,
             "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1,
             "cat_smooth": 20.0, "min_data_per_group": 50},
        ),
        "deep": TreeRecipe(
            180,
            {"learning_rate": 0.12, "num_leaves": 31, "min_data_in_leaf": 2, "lambda_l2": 0.1,
             "feature_fraction": 0.5, "max_bin": 127, "max_cat_to_onehot": 16,
             "cat_smooth": 1.0, "cat_l2": 1.0, "min_data_per_group": 5},
        ),
        "forest": TreeRecipe(
            100,
            {"boosting": "rf", "num_leaves": 255, "max_depth": 14, "min_data_in_leaf": 1,
             "min_sum_hessian_in_leaf": 1e-6, "max_cat_to_onehot": 30, "cat_smooth": 1.0, "cat_l2": 0.0,
             "min_data_per_group": 1, "bagging_fraction": 0.632, "bagging_freq": 1,
             "feature_fraction_bynode": 0.35},
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class TreeMember:
    """A fitted tree model over a feature table.

    Attributes
    ----------
    booster : lightgbm.Booster
    share : float
        What the trees' sum is multiplied with: 1 for boosting, 1 ÷ trees for a forest.
    """

    booster: Any
    share: float = 1.0

    def logit(self, table: FeatureTable) -> Floats:
        """Return the log-odds of leaving, shape (n,)."""
        raw = self.booster.predict(table.numbers, raw_score=True, num_threads=threads_for(table.n))
        return np.asarray(raw * self.share)

    def contributions(self, table: FeatureTable) -> Floats:
        """Return exact additive contributions to the log-odds, shape (n, f + 1); the last is the base.

        References
        ----------
        Lundberg et al. (2020), From local explanations to global understanding with explainable AI for
        trees, Nature Machine Intelligence 2.
        """
        parts = self.booster.predict(table.numbers, pred_contrib=True, num_threads=1)
        return np.asarray(parts * self.share)


def threads_for(rows: int) -> int:
    """Return how many threads pay: on small tables two of them mostly wait for each other."""
    return 2 if rows > MANY_ROWS else 1


def fit_tree_member(
    recipe: str, table: FeatureTable, left: Floats, seed: int, progress: Progress
) -> TreeMember:
    """Return a tree model of leaving.

    Parameters
    ----------
    recipe : {"soft", "deep", "forest"}
    table : FeatureTable
        Categories are used natively.
    left : ndarray, shape (n,)
        1 left, 0 stayed.
    seed : int
        Same data, same seed, same trees.
    progress : Progress
        Asked at every tree, so that a wish to stop is heard within a second.
    """
    import lightgbm

    chosen = RECIPES[recipe]
    parameters = {
        "objective": "binary",
        "verbose": -1,
        "seed": seed % 2**31,
        "num_threads": threads_for(table.n),
        "deterministic": True,
        "force_row_wise": True,
        **chosen.parameters,
    }
    data = lightgbm.Dataset(
        table.numbers,
        label=left,
        categorical_feature=list(table.categorical),
        params={"verbose": -1, "max_bin": chosen.parameters.get("max_bin", 255)},
        free_raw_data=True,
    )

    def heard(state: Any) -> None:
        progress.step(state.iteration / chosen.trees)

    booster = lightgbm.train(parameters, data, num_boost_round=chosen.trees, callbacks=[heard])
    is_forest = chosen.parameters.get("boosting") == "rf"
    return TreeMember(booster, 1.0 / max(booster.num_trees(), 1) if is_forest else 1.0)
