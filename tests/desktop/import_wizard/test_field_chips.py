"""Fields without a column: those that are needed first, each given a column from a menu."""

from __future__ import annotations

from retention_desk.desktop.import_wizard.field_chips import FieldChips, open_fields
from tests.desktop.import_wizard.samples_of_tables import mapping, raw


def test_fields_that_are_needed_come_first_and_a_sheet_left_out_has_none():
    table = raw()
    found = [column.key for column in open_fields(mapping(table, columns={"customer_id": "ID"}))]
    assert "customer_id" not in found
    assert found.index("ordered_on") < found.index("product")
    assert open_fields(mapping(table, skip=True)) == ()
    assert open_fields(mapping(table, kind="other")) == ()


def test_as_many_chips_as_fit_and_the_rest_in_a_menu(qtbot, appearance, words):
    table = raw()
    chips = FieldChips(words)
    qtbot.addWidget(chips)
    own = mapping(table, columns={"customer_id": "ID"})
    chips.show_mapping(own, table.headers)
    rest = chips.more_menu().actions()
    assert len(chips.chips) + len(rest) == len(open_fields(own))
    with qtbot.waitSignal(chips.chosen) as told:
        rest[0].menu().actions()[2].trigger()
    assert told.args[0] == "Paid"
    chips.show_mapping(mapping(table, kind="other"), table.headers)
    assert chips.isHidden()
