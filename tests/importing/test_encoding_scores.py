import pytest

from retention_desk.importing.encoding_scores import LETTERS, MULTI_BYTE, plausibility

TEXT = "客户姓名：王小明，城市：北京，金额"


def test_the_right_encoding_looks_best() -> None:
    data = TEXT.encode("gb18030")
    scores = {
        name: plausibility(data.decode(name, errors="replace"), name) for name in (*MULTI_BYTE, *LETTERS)
    }
    assert max(scores, key=lambda name: scores[name]) == "gb18030"


@pytest.mark.parametrize("name", [*MULTI_BYTE, *LETTERS])
def test_scores_are_shares(name: str) -> None:
    assert plausibility("only ASCII", name) == 0.0
    for text in (TEXT, "été", "\ufffd\ufffd", "\ue000é", "“”", "привет мир", "한국어 こんにちは"):
        assert 0.0 <= plausibility(text, name) <= 1.0 + 1e-9


@pytest.mark.parametrize("sign", ["€ ", " €", "￥", "£"])
def test_a_sign_of_money_beside_every_amount_is_no_language(sign: str) -> None:
    amounts = [f"{n},50{sign}" if sign.startswith(" ") else f"{sign}{n},50" for n in range(1, 9)]
    _looks_best("\n".join(amounts).encode("gb18030"))


def test_numbers_in_full_width_are_no_language() -> None:
    _looks_best("\n".join(f"０．０{n}" for n in "１２３").encode("gb18030"))


def _looks_best(written: bytes) -> None:
    scores = {
        name: plausibility(written.decode(name, errors="replace"), name) for name in (*LETTERS, *MULTI_BYTE)
    }
    assert max(scores, key=lambda name: scores[name]) == "gb18030"
