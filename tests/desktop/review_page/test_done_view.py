"""What was done: by owner with their sum, outcomes by a column of one's choice."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.done_view import DoneView, done_sentence, owner_columns
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, owners, state


@pytest.fixture
def view(opened, qtbot):
    analysis = make_analysis()
    opened.session.show_analysis(analysis, "Book")
    view = DoneView(opened.window.page("home").desk)
    qtbot.addWidget(view)
    view.show_state(state(analysis))
    view.show()
    return view


def test_every_owner_has_a_row_and_all_have_one(view):
    values = view.owners.table.model_.values("owner").tolist()
    assert values == ["Anna", "Nobody in particular", "All"]
    assert view.owners.table.model_.values("done").tolist() == [30, 0, 30]
    assert view.owners.table.model_.values("waiting").tolist() == [3, 0, 3]


def test_counts_of_an_owner_add_up_to_what_was_handed_out():
    by_owner, _all = owners()
    columns = owner_columns(by_owner, ["Anna", ""])
    parts = sum(columns[key] for key in ("done", "skipped", "waiting", "blank"))
    assert parts.tolist() == columns["handed_out"].tolist()


def test_outcomes_are_shown_by_the_column_chosen(view):
    assert view.outcomes.answer().outcomes.by == "play"
    view.by._pick("tier")
    assert view.outcomes.answer().outcomes.by == "tier"


def test_a_group_filters_by_those_handed_out(view, opened):
    view.outcomes.clicked.emit("win_back")
    (held,) = opened.session.state.filters
    assert held.chosen == (0, 1, 2, 3)


def test_where_nothing_came_back_the_way_is_offered(view, qtbot, words):
    _owners, actions = owners()
    blank = actions.__class__("", 50, 0, 0, 0, 0, 50, 0, 0)
    review = make_review(actions=blank)
    view.show_state(state(make_analysis(), review=review))
    assert view.bring.isVisible()
    assert "nothing came back yet" in words(done_sentence(review))
    with qtbot.waitSignal(view.wished) as wished:
        view.bring.click()
    assert wished.args == ["bring"]


def test_the_sentence_counts_what_is_done(words):
    said = words(done_sentence(make_review())).replace("**", "")
    assert said == "Of 50 actions handed out on 2 lists 30 are done, 4 skipped, 3 overdue."
