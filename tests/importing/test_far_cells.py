from retention_desk.importing.far_cells import largest_reference


def test_the_farthest_row_and_column() -> None:
    narrow = [b'<row r="9"><c r="CZ9"/></row>', b'<row r="70000"><c r="A70000"/></row>']
    assert largest_reference(narrow) == (70_000, 0)
    assert largest_reference([*narrow, b'<c r="XFD1"/>', b'<c r="A1048576"/>']) == (1_048_576, 16_384)
