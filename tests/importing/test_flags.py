import numpy as np

from retention_desk.importing.flags import LEFT, STAYED, read_flags


def test_yes_and_no_in_the_languages_of_the_exports() -> None:
    assert read_flags(["Yes", "TRUE", "是", 1.0, "oui", "Ja", "sí"]).tolist() == [1.0] * 7
    assert read_flags(["no", "False", "否", 0.0, "non", "Nein", "无"]).tolist() == [0.0] * 7
    assert np.isnan(read_flags(["maybe", "", 2.0, "active"])).all()


def test_words_for_leaving_count_where_asked_for() -> None:
    values = ["Attrited Customer", "Existing Customer", "已流失", "活跃", "Yes", "0"]
    assert read_flags(values, LEFT, STAYED).tolist() == [1, 0, 1, 0, 1, 0]
