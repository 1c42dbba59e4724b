import numpy as np
import pytest

from retention_desk.forecast.cut_off_plan import plan_cut_offs
from retention_desk.forecast.dated_candidates import BLEND, choose, train
from retention_desk.forecast.fit_silence import silence_source
from retention_desk.forecast.fit_subscriptions import subscription_source
from retention_desk.forecast.past_views import PastViews
from retention_desk.forecast.purchase_logit import PURCHASE_MODEL
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.builders import shop
from tests.forecast.many_tables import DAYS, START, every_table


@pytest.fixture(scope="module")
def views():
    data = every_table(n=150)
    return PastViews(silence_source(data, order_book(data), DEFAULTS, activity=False))


@pytest.mark.parametrize("method", [PURCHASE_MODEL, BLEND, "logistic", "boosting", "random_forest", "stack"])
def test_contributions_and_base_are_the_log_odds_for_every_model(views, method):
    model = train(method, views.of((START + 300, START + 270)), 1, SILENT)
    view = views.at(START + 400)
    logit = model.logit(view.features, view.rows)
    assert model.contributions(view.features, view.rows).sum(axis=1) == pytest.approx(logit, abs=1e-9)
    again = train(method, views.of((START + 300, START + 270)), 1, SILENT)
    assert np.array_equal(again.logit(view.features, view.rows), logit)


@pytest.mark.parametrize("method", ["logistic", "boosting", "random_forest"])
def test_contributions_add_up_for_subscribers_too(method):
    data = every_table(n=150)
    views = PastViews(subscription_source(data, DEFAULTS, order_book(data)))
    model, view = train(method, views.of((START + 250, START + 220)), 1, SILENT), views.at(START + 350)
    logit = model.logit(view.features, view.rows)
    assert model.contributions(view.features, view.rows).sum(axis=1) == pytest.approx(logit, abs=1e-9)


def test_the_blend_is_the_mean_of_both(views):
    view, days = views.at(START + 400), (START + 300, START + 270)
    blend, logistic, purchase = (
        train(method, views.of(days), 1, SILENT).logit(view.features, view.rows)
        for method in (BLEND, "logistic", PURCHASE_MODEL)
    )
    assert blend == pytest.approx((logistic + purchase) / 2)


def test_where_silence_follows_the_purchase_model_it_is_kept():
    data = shop(n=1_200, days=720, seed=2)
    source = silence_source(data, order_book(data), DEFAULTS, activity=False)
    plan = plan_cut_offs(source.first_day, START + 720, 90)
    assert len(plan.judged) == 4
    assert choose(source, PastViews(source), plan, 1, SILENT) in {PURCHASE_MODEL, BLEND}


def test_nothing_to_judge_by_takes_the_first():
    data = every_table(n=60)
    source = silence_source(data, order_book(data), DEFAULTS, activity=False)
    plan = plan_cut_offs(START + DAYS - 250, START + DAYS, 90)
    assert choose(source, PastViews(source), plan, 1, SILENT) == source.candidates[0]
