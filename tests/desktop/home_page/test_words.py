"""What Home says: the headline, the benchmark beside one's own rate, the steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.home_page.words import (
    ADD_FILES,
    STEPS,
    benchmark_sentence,
    headline,
    request_step,
    steps_of,
)
from retention_desk.foundation.benchmarks import Benchmark, BenchmarkComparison
from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.wording import Words, phrase
from retention_desk.questions import data_requests
from tests.desktop.factory import make_analysis
from tests.desktop.full_analysis import full_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(80)


def test_the_sentence_has_the_figures_of_the_analysis(analysis, words):
    said = words(headline(analysis, words))
    assert "**80 customers**" in said
    assert words.short_money(analysis.at_risk.total, analysis.data.currency) in said


def test_the_next_steps_are_three_and_begin_with_the_list(analysis):
    steps = steps_of(analysis)
    assert steps[0].page == "actions"
    assert len(steps) == STEPS
    one = replace(analysis.plan, table=analysis.plan.table.iloc[:1])
    title = steps_of(replace(analysis, plan=one))[0].title
    assert Words("en")(title) == "Contact 1 customer this week"


def test_the_last_step_is_the_data_that_would_add_most(analysis, words):
    request = data_requests(full_analysis(without=("surveys",)))[0]
    steps = steps_of(analysis, request, words)
    assert [step.page for step in steps[:2]] == [step.page for step in steps_of(analysis)[:2]]
    assert steps[2].page == ADD_FILES
    assert words(request.table_name) in words(steps[2].title)
    assert steps[2] == request_step(request, words)


def test_what_it_unlocks_is_counted_and_named(words):
    request = data_requests(full_analysis(without=("surveys",)))[0]
    one = replace(request, figures=(phrase("NPS"),), indicators=(), forecasts=())
    assert words(request_step(one, words).note) == "Unlocks 1: NPS"


@pytest.mark.parametrize(
    ("own", "said"),
    [(0.7, "−7.0 points"), (0.8, "+3.0 points"), (0.77, "the same"), (None, "too short")],
)
def test_the_own_rate_stands_beside_the_benchmark(own, said):
    metric = Metric(
        "retention_rate", "share", own, n=120, missing=phrase("too short") if own is None else None
    )
    found = BenchmarkComparison(Benchmark("software_it", phrase("Software and IT"), 0.77), metric)
    sentence = Words("en")(benchmark_sentence(found))
    assert said in sentence
    assert sentence.startswith("Software and IT: 77.0")
