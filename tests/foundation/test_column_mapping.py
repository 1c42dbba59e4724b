import datetime as dt
from types import MappingProxyType

from retention_desk.foundation.column_mapping import ColumnMapping, ColumnQuestion


def test_an_answer_holds_for_its_column_and_takes_the_question_away() -> None:
    days = ((True, dt.date(2024, 6, 5)), (False, dt.date(2024, 5, 6)))
    first = ColumnQuestion("day_first", "ordered", "05/06/2024", days, True)
    second = ColumnQuestion("decimal", "amount", "1,234", ((".", 1234.0), (",", 1.234)), ".")
    mapping = ColumnMapping("a.csv", "", "orders", 1, MappingProxyType({}), questions=(first, second))
    answered = mapping.with_answer(first, False)
    assert (answered.questions, dict(answered.day_first_of)) == ((second,), {"ordered": False})
    answered = answered.with_answer(second, ",")
    assert (answered.questions, dict(answered.decimal_of)) == ((), {"amount": ","})
