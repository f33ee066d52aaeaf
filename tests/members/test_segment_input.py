"""What is not a question is refused with a code and the way to the guilty condition; nothing else ever happens."""

from typing import Any

import pytest

from core.errors import Invalid
from members.actions import save_segment
from members.models import Segment
from members.segments.check import MOST_LEAVES, checked

FINE = {"field": "joined", "days": 30}


def asked(*rules: Any) -> dict:
    return {"match": "all", "rules": list(rules)}


def tower(depth: int) -> dict:
    rule = asked(FINE)
    for _floor in range(depth):
        rule = asked(rule)
    return rule


DID = {"field": "did", "verb": "comment.published", "times": 3, "days": 30}
CASES = {
    "nothing": (None, "wrong_type", "rule"),
    "a text": ("joined", "wrong_type", "rule"),
    "a list": ([FINE], "wrong_type", "rule"),
    "no rules": (asked(), "empty", "rule.rules"),
    "rules of another type": ({"match": "all", "rules": "x"}, "wrong_type", "rule.rules"),
    "no match": ({"rules": [FINE]}, "bad_choice", "rule.match"),
    "an unhashable match": ({"match": [], "rules": [FINE]}, "bad_choice", "rule.match"),
    "unknown field": (asked(FINE, {"field": "password", "is": "x"}), "unknown_field", "rule.rules.1.field"),
    "a path of the ORM": (asked({"field": "account__password"}), "unknown_field", "rule.rules.0.field"),
    "a field that is a list": (asked({"field": ["joined"]}), "unknown_field", "rule.rules.0.field"),
    "a field that is not there": (asked({}), "unknown_field", "rule.rules.0.field"),
    "a condition that is a number": (asked(7), "wrong_type", "rule.rules.0"),
    "a part too many": (asked({**FINE, "_connector": "OR 1=1"}), "unknown_field", "rule.rules.0._connector"),
    "a part missing": (asked({"field": "joined"}), "required", "rule.rules.0.days"),
    "text for a number": (asked({"field": "joined", "days": "30"}), "wrong_type", "rule.rules.0.days"),
    "true for a number": (asked({"field": "joined", "days": True}), "wrong_type", "rule.rules.0.days"),
    "a fraction": (asked({"field": "joined", "days": 1.5}), "wrong_type", "rule.rules.0.days"),
    "infinity": (asked({"field": "joined", "days": float("inf")}), "wrong_type", "rule.rules.0.days"),
    "a huge number": (asked({"field": "joined", "days": 10**400}), "out_of_range", "rule.rules.0.days"),
    "a negative number": (asked({"field": "joined", "days": -1}), "out_of_range", "rule.rules.0.days"),
    "huge times": (asked({**DID, "times": 2**63}), "out_of_range", "rule.rules.0.times"),
    "a verb nobody counts": (asked({**DID, "verb": "key.revoked"}), "bad_choice", "rule.rules.0.verb"),
    "an object for a choice": (asked({**DID, "verb": {"a": 1}}), "wrong_type", "rule.rules.0.verb"),
    "tiers of another type": (asked({"field": "vip_tier", "tiers": ["1"]}), "bad_choice", "rule.rules.0.tiers"),
    "true for a tier": (asked({"field": "vip_tier", "tiers": [True]}), "wrong_type", "rule.rules.0.tiers"),
    "no list": (asked({"field": "vip_tier", "tiers": 1}), "wrong_type", "rule.rules.0.tiers"),
    "10^5 values": (asked({"field": "region", "regions": ["x"] * 10**5}), "too_many", "rule.rules.0.regions"),
    "NUL": (asked({"field": "region", "regions": ["a\x00b"]}), "bad_characters", "rule.rules.0.regions"),
    "a lone surrogate": (asked({"field": "region", "regions": ["\ud83d"]}), "bad_characters", "rule.rules.0.regions"),
    "a long word": (asked({"field": "region", "regions": ["x" * 10**6]}), "too_long", "rule.rules.0.regions"),
    "NUL in an id": (asked({"field": "tag", "tag": "a\x00"}), "bad_characters", "rule.rules.0.tag"),
    "an object for an id": (asked({"field": "tag", "tag": {"id": 1}}), "wrong_type", "rule.rules.0.tag"),
    "not that is a text": (asked({**FINE, "not": "yes"}), "wrong_type", "rule.rules.0.not"),
    "groups in groups": (asked(FINE, asked(asked(FINE))), "too_deep", "rule.rules.1.rules.0"),
    "depth 100": (tower(100), "too_deep", "rule.rules.0.rules.0"),
    "10^5 conditions": (asked(*[FINE] * 10**5), "too_many", "rule.rules"),
    "too many in groups": (asked(asked(*[FINE] * 20), asked(*[FINE] * 20)), "too_many", "rule"),
}


@pytest.mark.parametrize(("rule", "code", "path"), CASES.values(), ids=CASES)
def test_what_is_no_question_says_where(rule, code, path):
    with pytest.raises(Invalid) as refused:
        checked(rule)
    assert (refused.value.code, path) == (code, next(iter(refused.value.fields)))
    assert refused.value.status == 422


def test_depth_of_ten_thousand_does_not_exhaust_the_stack():
    with pytest.raises(Invalid):
        checked(tower(10_000))


def test_every_fault_is_named_at_once():
    with pytest.raises(Invalid) as refused:
        checked(asked({"field": "joined", "days": 0}, {"field": "nothing"}))
    assert set(refused.value.fields) == {"rule.rules.0.days", "rule.rules.1.field"}


def test_the_largest_question_is_answered(cast):
    rule = checked(asked(asked(*[DID] * (MOST_LEAVES // 2)), asked(*[DID] * (MOST_LEAVES // 2))))
    segment = save_segment(cast.owner, name="x", rule=rule)
    assert segment.rule == rule


@pytest.mark.parametrize("path", ["tag", "space"])
def test_what_is_not_there_is_refused_with_its_place(cast, path):
    with pytest.raises(Invalid) as refused:
        save_segment(cast.owner, name="x", rule=asked(FINE, {"field": path, path: "bcdfghjkmnpq"}))
    assert list(refused.value.fields) == [f"rule.rules.1.{path}"]
    assert refused.value.code == "not_there"
    assert not Segment.objects.exists()


def test_a_space_one_cannot_see_is_not_there(cast, secret, monkeypatch):
    """Should a brand let editors save segments, a secret group must not answer them."""
    manage = {"segment.manage", "segment.view"}
    monkeypatch.setattr(type(cast.editor), "can", lambda self, name, space=None: name in manage)
    with pytest.raises(Invalid) as refused:
        save_segment(cast.editor, name="x", rule=asked({"field": "space", "space": secret.public_id}))
    assert refused.value.code == "not_there"
