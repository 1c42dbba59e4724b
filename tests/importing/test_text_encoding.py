import codecs

import pytest

from retention_desk.importing.text_encoding import find_encoding, wide_without_mark

ZH = "客户编号,姓名,城市,下单时间,金额\n1,王小明,北京,2024-01-01,12\n2,李娜,上海,2024-01-02,5\n"
TW = "客戶編號,姓名,縣市,訂單日期,金額\n1,陳大文,臺北市,2024,12\n2,林美麗,高雄市,2024,5\n"
JP = "顧客ID,氏名,住所,注文日,金額\n1,山田太郎,東京都港区,2024,500\n2,鈴木はなこ,大阪府,2024,3\n"
KR = "고객번호,이름,주소,주문일,금액\n1,김철수,서울시 강남구,2024,5\n2,이영희,부산시,2024,3\n"
RU = "клиент,имя,город,сумма\n1,Иван Петров,Москва,5\n2,Анна Смирнова,Санкт-Петербург,7\n"
GR = "id,όνομα,πόλη\n1,Γιώργος Παπαδόπουλος,Αθήνα\n2,Μαρία,Θεσσαλονίκη\n"
DE = "Kundennummer,Name,Ort\n1,Jürgen Müller,Köln\n2,Anna Groß,München\n"
PL = "klient,nazwa,miasto\n1,Łukasz Wiśniewski,Gdańsk\n2,Żaneta Dąbrowska,Łódź\n"
TR = "müşteri,şehir\n1,İstanbul,Ağaoğlu\n2,Şanlıurfa,Işık\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, "gb18030"), (TW, "big5"), (TW, "gb18030"), (JP, "shift_jis"), (JP, "euc_jp"), (KR, "euc_kr"), (RU, "cp1251"), (RU, "koi8_r"),
     (RU, "cp866"), (GR, "iso8859_7"), (DE, "cp1252"), (DE, "cp850"), (PL, "cp1250"), (TR, "cp1254"), (DE, "utf-16-le"), (ZH, "utf-16-be"),
     (ZH, "utf-32-le"), (DE, "utf-32-be"), (ZH, "utf-8"), (JP, "utf-8")],
)  # fmt: skip
def test_what_was_written_is_what_is_read(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = find_encoding(data)
    assert data.decode(found.name) == text
    assert 0.05 < found.confidence <= 1.0


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_a_mark_leaves_no_doubt(mark: bytes, encoding: str) -> None:
    found = find_encoding(mark + ZH.encode(encoding.removesuffix("-sig")))
    assert (found.name, found.confidence) == (encoding, 1.0)


def test_a_stray_byte_does_not_make_it_another_encoding() -> None:
    found = find_encoding(ZH.encode() + b"3,\xff\xd0,x,2024,1\n")
    assert found.name == "utf-8"
    assert found.confidence < 1.0


def test_few_letters_leave_doubt() -> None:
    assert find_encoding("a,b\n1,café\n".encode("cp1252")).confidence < 0.7
    assert find_encoding("a,b\n1,5 €\n2,“x” – y\n".encode("cp1252")).name == "cp1252"


def test_zeros_that_are_no_wide_text() -> None:
    assert wide_without_mark(b"a,b,c\n\x00,2,3\n") is None
    assert wide_without_mark(bytes(64)) is None
    assert find_encoding(b"").name == "utf-8"
