from retention_desk.forecast.fit_silence import silence_source
from retention_desk.forecast.past_views import PastViews, stacked
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.many_tables import START, every_table


def test_dropped_columns_are_in_no_view_made_or_to_come():
    data = every_table(n=60)
    views = PastViews(silence_source(data, order_book(data), DEFAULTS, activity=False))
    before = views.at(START + 200)
    assert "size" in before.table.names
    views.drop(frozenset({"size", "unheard of"}))
    assert "size" not in views.at(START + 200).table.names
    assert "size" not in views.at(START + 260).table.names
    both = views.of((START + 200, START + 260))
    assert stacked(both).n == sum(len(view.left) for view in both)
