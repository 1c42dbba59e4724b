"""What was handed out before."""

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory, no_history


def test_before_anything_was_handed_out_there_are_no_rows_but_every_column():
    history = no_history()
    assert history.is_empty
    assert history.n_lists == 0
    assert {name: str(kind) for name, kind in history.rows.dtypes.items()} == HISTORY_COLUMNS


def test_lists_are_counted_not_rows():
    rows = no_history().rows.reindex(range(3)).assign(list_id=["a", "a", "b"])
    history = ActionHistory(rows)
    assert not history.is_empty
    assert history.n_lists == 2
