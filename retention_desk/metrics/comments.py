"""What comments are about, by keywords in English and Chinese; nothing leaves the laptop."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

import numpy as np

from retention_desk.foundation.feedback_results import CommentTopics
from retention_desk.foundation.keywords import keyword_patterns
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.satisfaction import VALID

TOPICS: Final[dict[str, Phrase]] = {
    "price": phrase("Price"),
    "delivery": phrase("Delivery"),
    "quality": phrase("Quality"),
    "service": phrase("Service and staff"),
    "speed": phrase("Waiting and speed"),
    "usability": phrase("Ease of use"),
    "features": phrase("Features"),
    "reliability": phrase("Faults and reliability"),
    "billing": phrase("Bills and refunds"),
    "praise": phrase("Praise"),
}
FREQUENT: Final = 15
MOST_READ: Final = 20_000
_WORD: Final = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]{2,}")
_COMMON: Final = frozenset(
    [
        "about", "after", "again", "also", "always", "back", "because", "been", "before", "being", "come",
        "could", "does", "doing", "done", "even", "ever", "every", "from", "have", "here", "into", "just",
        "keep", "like", "make", "makes", "many", "more", "most", "much", "need", "never", "only", "other",
        "our", "really", "should", "some", "still", "than", "that", "their", "them", "then", "there",
        "they", "this", "used", "very", "want", "well", "were", "what", "when", "which", "will", "with",
        "work", "would", "your",
    ]
)  # fmt: skip


def comment_topics(context: MetricContext) -> CommentTopics | None:
    """Return the comments of the surveys by what they are about, or None without any comment."""
    table = context.data.events.get("surveys")
    if table is None or "comment" not in table:
        return None
    comments = table["comment"].astype("object")
    said = np.flatnonzero((comments.notna() & (comments != "")).to_numpy(dtype=bool))
    if not len(said):
        return None
    texts = [str(text).casefold() for text in comments.iloc[said]]
    customer = table["customer"].to_numpy(dtype=np.int64)[said]
    scale = _commonest(context.answer_scales[said])
    score = np.where(
        context.answer_scales[said] == scale,
        table["score"].to_numpy(dtype=np.float64, na_value=np.nan)[said],
        np.nan,
    )
    day = table["answered_on"].to_numpy()[said]
    latest = said[np.argsort(day, kind="stable")[::-1]]
    hits = {key: _hits(texts, pattern) for key, pattern in keyword_patterns("topics").items()}
    keys = sorted((key for key in hits if hits[key].any()), key=lambda key: -int(hits[key].sum()))
    nothing = ~np.any([*hits.values()], axis=0)
    return CommentTopics(
        keys=tuple(keys),
        names=tuple(TOPICS[key] for key in keys),
        comments=np.array([hits[key].sum() for key in keys], dtype=np.int64),
        customers=np.array([len(np.unique(customer[hits[key]])) for key in keys], dtype=np.int64),
        mean_score=np.array([_mean(score[hits[key]]) for key in keys], dtype=np.float64),
        rows=tuple(said[hits[key]][np.argsort(day[hits[key]], kind="stable")[::-1]] for key in keys),
        members=tuple(np.unique(customer[hits[key]]) for key in keys),
        n=len(said),
        without=int(nothing.sum()),
        scale=scale,
        frequent=_frequent([texts[k] for k in np.flatnonzero(nothing)[:MOST_READ]]),
        every=latest,
        scales=context.answer_scales[latest],
    )


def _hits(texts: list[str], pattern: re.Pattern[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    known: dict[str, bool] = {}
    for text in texts:
        if text not in known:
            known[text] = pattern.search(text) is not None
    return np.array([known[text] for text in texts], dtype=bool)


def _frequent(texts: list[str]) -> tuple[tuple[str, int], ...]:
    """Return words of at least four letters, or pairs of Han characters, by how many comments have them."""
    found: Counter[str] = Counter()
    for text in texts:
        words: set[str] = set()
        for run in _WORD.findall(text):
            words |= {run} if run.isascii() else {run[k : k + 2] for k in range(len(run) - 1)}
        found.update(words - _COMMON)
    repeated = [(word, n) for word, n in found.items() if n > 1]
    return tuple(sorted(repeated, key=lambda item: (-item[1], item[0]))[:FREQUENT])


def _commonest(scales: np.ndarray[Any, Any]) -> str:
    """Return the scale most comments came with; of two as common, the one that is listed first."""
    return max(VALID, key=lambda scale: int((scales == scale).sum()))


def _mean(values: np.ndarray[Any, Any]) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
