import numpy as np

from retention_desk.importing.flags import LEFT, STAYED, read_flags


def test_yes_and_no_in_the_languages_of_the_exports() -> None:
    assert read_flags(["Yes", "TRUE", "是", 1.0, "oui", "Ja", "sí"]).tolist() == [1.0] * 7
    assert read_flags(["no", "False", "否", 0.0, "non", "Nein", "无"]).tolist() == [0.0] * 7
    assert np.isnan(read_flags(["maybe", "", 2.0, "active"])).all()


def test_words_for_leaving_count_where_asked_for() -> None:
    values = ["Attrited Customer", "Existing Customer", "已流失", "活跃", "Yes", "0"]
    assert read_flags(values, LEFT, STAYED).tolist() == [1, 0, 1, 0, 1, 0]


def test_more_words_and_signs_in_five_languages() -> None:
    assert (
        read_flags(["√", "有", "對", "已开通", "vrai", "wahr", "verdadero", "ＹＥＳ"]).tolist() == [1.0] * 8
    )
    assert read_flags(["×", "没有", "錯", "未开通", "faux", "falsch", "falso", "n"]).tolist() == [0.0] * 8
    assert read_flags(["gekündigt", "résilié", "baja", "停用", "lapsed"], LEFT, STAYED).tolist() == [1.0] * 5
    assert read_flags(["aktiv", "actif", "vigente", "正常", "renewed"], LEFT, STAYED).tolist() == [0.0] * 5


def test_a_cross_says_no_beside_circles_only() -> None:
    assert read_flags(["x", "n"]).tolist() == [1.0, 0.0]
    assert read_flags(["○", "×"]).tolist() == [1.0, 0.0]
    assert read_flags(["O", "X"]).tolist() == [1.0, 0.0]


def test_a_full_stop_after_true_and_false() -> None:
    """A public table of telephone customers is often handed on with “True.” and “False.”."""
    assert read_flags(["True.", "False."]).tolist() == [1.0, 0.0]
    assert read_flags(["True.", "False."], LEFT, STAYED).tolist() == [1.0, 0.0]
