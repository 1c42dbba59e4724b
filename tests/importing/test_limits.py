from retention_desk.importing.limits import LIMITS


def test_a_sheet_of_excel_s_full_length_fits() -> None:
    assert LIMITS.cells >= 1_048_576 * 100
    assert LIMITS.columns == 16_384
