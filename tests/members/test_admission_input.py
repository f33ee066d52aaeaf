"""Conditions that mean nothing are refused, with the place where they stand."""

import pytest

from core.errors import Invalid
from members.queries import rules_of
from tests.members.admission import FILTER, condition


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        "x",
        [None],
        [FILTER] * 6,
        [condition("answer", "at_least", "q1", 3)],
        [condition("answer", "is", "q9", "x")],
        [condition("answer", "is", ["q1"], "x")],
        [condition("answer", "is", "q2", "Nowhere")],
        [condition("answer", "contains", "q1", {"a": [1]})],
        [condition("answer", "contains", "q1", "x" * 201)],
        [condition("answer", "contains", "q1", "\x00")],
        [condition("age", "under", "", "12.5")],
        [condition("age", "under", "", -1)],
        [condition("age", "under", "", True)],
        [condition("age", "under", "", "٣")],
        [condition("age", "under", "", 10**12)],
        [condition("space", "is", "nowhere")],
        [condition("mood")],
    ],
)
def test_conditions_that_mean_nothing_are_refused(rule, group, conditions):
    with pytest.raises(Invalid):
        rule(*conditions) if isinstance(conditions, list) else rule(conditions)
    assert not rules_of(group).exists()


def test_declining_rule_says_why(rule):
    with pytest.raises(Invalid) as caught:
        rule(FILTER, outcome="decline", reason="  ")
    assert list(caught.value.fields) == ["reason"]
