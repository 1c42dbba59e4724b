import numpy as np

from retention_desk.importing.unknown_words import EMPTY_WORDS, is_unknown, neither_read_nor_unknown


def test_words_that_stand_for_nothing() -> None:
    assert is_unknown(["N/A", " - ", "无", "#REF!", "Unknown", "5", 0.0]).tolist() == [True] * 5 + [False] * 2


def test_words_for_unknown_in_several_languages() -> None:
    words = [
        "暂无",
        "不詳",
        "(空白)",
        "（空）",
        "k.A.",
        "keine Angabe",
        "non renseigné",
        "sin datos",
        "#NV",
        "ERROR",
        "UNKNOWN",
        "——",
    ]
    assert is_unknown(words).all()


def test_a_category_may_be_called_none() -> None:
    assert is_unknown(["None", "unknown", "n/a"], EMPTY_WORDS).tolist() == [False, False, True]


def test_only_what_failed_and_means_something_is_bad() -> None:
    failed = np.array([True, True, False])
    assert neither_read_nor_unknown(["n/a", "soon", "later"], failed).tolist() == [False, True, False]
