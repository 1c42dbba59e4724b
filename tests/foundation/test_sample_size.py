"""Sizes, powers and differences agree with published tables, and with each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.sample_size import (
    corrected_error_share,
    means_effect,
    means_power,
    means_sample_size,
    proportions_effect,
    proportions_power,
    proportions_sample_size,
)

SHARES = st.floats(0.02, 0.98)
SIZES = st.integers(5, 100_000)


@pytest.mark.parametrize(
    ("first", "second", "power", "n"),
    [(0.05, 0.10, 0.8, 474), (0.10, 0.20, 0.8, 219), (0.50, 0.60, 0.8, 407), (0.10, 0.20, 0.9, 286)],
)
def test_the_tables_of_fleiss(first, second, power, n):
    """Fleiss, Levin and Paik (2003), table A.4: two-sided 5 %, equal groups, continuity correction."""
    size = proportions_sample_size(first, second, power_share=power, continuity_corrected=True)
    assert round(size) == n


def test_the_example_of_fleiss_in_the_text():
    """Section 4.2: remission in 60 % against 70 %, two-sided 1 %, power 95 %: 827 in each group."""
    size = proportions_sample_size(0.6, 0.7, error_share=0.01, power_share=0.95, continuity_corrected=True)
    assert round(size) == 827


def test_the_examples_of_another_program():
    """R, help page of power.prop.test: 0.740; 76.7; 0.8026 (found to four digits there)."""
    assert proportions_power(0.5, 0.75, 50, 50) == pytest.approx(0.7401659, abs=1e-6)
    assert proportions_sample_size(0.5, 0.75, power_share=0.9) == pytest.approx(76.7, abs=0.05)
    higher = proportions_effect(0.5, 50, 50, power_share=0.9, is_higher=True)
    assert higher == pytest.approx(0.3026141, abs=1e-4)
    assert proportions_effect(0.5, 50, 50, power_share=0.9) == pytest.approx(0.3026141, abs=1e-4)


@pytest.mark.parametrize(
    ("effect", "power", "n"),
    [
        (0.2, 0.8, 393), (0.5, 0.8, 64), (0.8, 0.8, 26),
        (0.2, 0.9, 526), (0.5, 0.9, 85), (0.8, 0.9, 34), (1.0, 0.8, 17),
    ],
)  # fmt: skip
def test_the_tables_of_cohen(effect, power, n):
    """Cohen (1988), table 2.4.1: two-sided 5 %, customers in each of two equal groups."""
    assert means_sample_size(effect, power_share=power) == pytest.approx(n, abs=0.6)
    assert means_power(effect, n, n) == pytest.approx(power, abs=0.02)


def test_the_examples_of_another_program_for_means():
    """R, help page of power.t.test: power 0.8689528 of 20; 22.02110 for a power of 90 %."""
    assert means_power(1.0, 20, 20) == pytest.approx(0.8689528, abs=1e-6)
    assert means_sample_size(1.0, power_share=0.9) == pytest.approx(22.02110, abs=1e-4)
    assert means_effect(22.02110, 22.02110, power_share=0.9) == pytest.approx(1.0, abs=1e-4)


def test_large_groups_go_over_into_the_normal_distribution():
    below, above = means_power(0.01, 49_000, 49_000), means_power(0.01, 51_000, 51_000)
    assert 0 < above - below < 0.02
    assert means_sample_size(0.001) == pytest.approx(2 * (1.959964 + 0.841621) ** 2 / 1e-6, rel=1e-6)


@given(SHARES, SHARES, st.floats(0.2, 20), st.sampled_from([0.5, 0.8, 0.95]))
def test_a_size_gives_the_power_that_it_was_asked_for(first, second, ratio, power):
    size = proportions_sample_size(first, second, ratio, power_share=power)
    if size < 1e12:
        assert proportions_power(first, second, size, ratio * size) == pytest.approx(power, abs=1e-6)
        assert proportions_power(second, first, ratio * size, size) == pytest.approx(power, abs=1e-6)


@given(SHARES, SIZES, SIZES, st.booleans())
def test_a_difference_gives_the_power_that_it_was_asked_for(share, first, second, is_higher):
    effect = proportions_effect(share, first, second, is_higher=is_higher)
    if effect is None:
        assert proportions_power(share, float(is_higher), first, second) < 0.8
    else:
        other = share + effect if is_higher else share - effect
        assert proportions_power(share, other, first, second) == pytest.approx(0.8, abs=1e-6) or effect in {
            share, 1 - share,
        }  # fmt: skip


@given(st.floats(0.05, 2), st.floats(0.3, 5))
def test_sizes_of_means_give_the_power_that_they_were_asked_for(effect, ratio):
    size = means_sample_size(effect, ratio)
    assert means_power(effect, size, ratio * size) >= 0.8 - 1e-9
    assert means_effect(size, ratio * size) == pytest.approx(effect, rel=1e-4) or size <= 4


@given(SHARES, SIZES)
def test_more_customers_show_less(share, n):
    few, many = proportions_effect(share, n, n), proportions_effect(share, 4 * n, 4 * n)
    assert few is None or (many is not None and many <= few)


def test_what_cannot_be_told():
    assert proportions_sample_size(0.3, 0.3) == math.inf
    assert means_sample_size(0.0) == math.inf
    assert proportions_power(0.1, 0.9, 0, 10) == 0.0
    assert proportions_power(0.0, 1.0, 10, 10) == 1.0
    assert proportions_power(0.0, 0.0, 10, 10) == 0.0
    assert proportions_effect(0.1, 5, 5) is None
    assert proportions_effect(0.0, 500, 500) is None
    assert means_effect(1, 1) is None
    assert means_power(5.0, 1, 1) == 0.0
    assert means_power(50.0, 30, 30) == 1.0


def test_several_comparisons_share_the_error():
    assert corrected_error_share(7) == pytest.approx(0.05 / 7)
    assert corrected_error_share(0) == 0.05
    one = proportions_sample_size(0.3, 0.4)
    assert proportions_sample_size(0.3, 0.4, error_share=corrected_error_share(7)) > 1.5 * one
