from retention_desk.foundation.report_results import DrawChart, ReportChart, ReportChoice


def test_a_report_is_whole_unless_something_else_is_wanted():
    choice = ReportChoice()
    assert not choice.left_out
    assert choice.names_customers
    assert choice == ReportChoice(frozenset())
    assert hash(choice) == hash(ReportChoice())


def test_any_function_of_key_size_and_answer_can_draw():
    def draw(key: str, width: int, height: int, answer: object = None) -> ReportChart:
        return ReportChart(key, "", None, width, height, "Nothing yet.")

    drawn: DrawChart = draw
    assert drawn("cohort_grid", 600, 200).missing == "Nothing yet."
