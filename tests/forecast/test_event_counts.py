import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.event_counts import EventCounts

EVENT = st.tuples(st.integers(0, 5), st.integers(-400, 400), st.integers(0, 9))


@given(st.lists(EVENT, max_size=60), st.integers(0, 5), st.integers(-410, 410), st.integers(0, 90))
def test_as_many_as_a_plain_count(events, who, after, width):
    customer, day, weight = (np.array([e[k] for e in events], dtype=np.int64) for k in range(3))
    counts = EventCounts.of(customer, day, weight.astype(float))
    expected = sum(w for c, d, w in events if c == who and after < d <= after + width)
    found = counts.between(np.array([who]), np.array([after]), np.array([after + width]))
    assert found.tolist() == [expected]
