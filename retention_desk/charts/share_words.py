"""A share in words, for titles that answer: “more than a third”, “six in ten”."""

from __future__ import annotations

import math

from retention_desk.foundation.wording import Words

HIGHEST = 0.95
SAME = 0.012
NEARLY = 0.025


def share_in_words(share: float, words: Words) -> str:
    """Return a share of 0–1 in words that begin a sentence, or in per cent where no word fits.

    “Nearly” is said up to 2.5 points below; further below, “more than” the next lower word. In Chinese a
    number comes with the spaces that part it from Han characters: strip the sentence.
    """
    if not math.isfinite(share):
        return words.share(share)
    below = None
    for value, exact, more, nearly in _anchors(words):
        if abs(share - value) <= SAME:
            return exact
        if 0 < value - share <= NEARLY:
            return nearly
        if value < share:
            below = more
    if below is not None and share < HIGHEST:
        return below
    return f" {words.share(share)} " if words.is_chinese else words.share(share)


def _anchors(words: Words) -> tuple[tuple[float, str, str, str], ...]:
    return (
        (0.1, words("A tenth"), words("More than a tenth"), words("Nearly a tenth")),
        (0.2, words("A fifth"), words("More than a fifth"), words("Nearly a fifth")),
        (0.25, words("A quarter"), words("More than a quarter"), words("Nearly a quarter")),
        (1 / 3, words("A third"), words("More than a third"), words("Nearly a third")),
        (0.4, words("Four in ten"), words("More than four in ten"), words("Nearly four in ten")),
        (0.5, words("Half"), words("More than half"), words("Nearly half")),
        (0.6, words("Six in ten"), words("More than six in ten"), words("Nearly six in ten")),
        (2 / 3, words("Two thirds"), words("More than two thirds"), words("Nearly two thirds")),
        (0.75, words("Three quarters"), words("More than three quarters"), words("Nearly three quarters")),
        (0.8, words("Four fifths"), words("More than four fifths"), words("Nearly four fifths")),
        (0.9, words("Nine in ten"), words("More than nine in ten"), words("Nearly nine in ten")),
    )
