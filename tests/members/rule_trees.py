"""A second opinion on segments: the same question answered person by person in plain Python, and random questions."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from activity.models import Activity
from campaigns.models import Claim
from core import clock
from core.folding import fold
from members.models import BrandMember, Membership, MemberTag
from members.segments.catalogue import CHOICE, CHOICES, NUMBER, SPACE, TAG, WORDS, conditions, counted_verbs


class World:
    """All rows, read once: nothing of the compiler is used here."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.people = list(BrandMember.objects.select_related("account", "brand"))
        self.facts = list(Activity.objects.all())
        self.standings = list(Membership.objects.select_related("space"))
        self.tags = set(MemberTag.objects.values_list("member_id", "tag__public_id"))
        self.claims = list(Claim.objects.select_related("coupon"))

    def answer(self, rule: dict[str, Any]) -> set[int]:
        asked = [conditions[leaf["field"]] for leaf in self._leaves(rule)]
        blocked = any(one.is_behaviour for one in asked)
        return {
            one.pk
            for one in self.people
            if one.account.is_active and not (blocked and one.personal_targeting_objected_at) and self.is_in(one, rule)
        }

    def _leaves(self, rule: dict[str, Any]) -> list[dict[str, Any]]:
        return [leaf for one in rule["rules"] for leaf in one.get("rules", [one])]

    def is_in(self, person: BrandMember, rule: dict[str, Any]) -> bool:
        if "rules" in rule:
            answers = [self.is_in(person, one) for one in rule["rules"]]
            found = all(answers) if rule["match"] == "all" else any(answers)
        else:
            found = bool(getattr(self, rule["field"])(person, rule))
        return not found if rule.get("not") else found

    def since(self, rule: dict[str, Any]) -> dt.datetime:
        return self.now - dt.timedelta(days=rule["days"])

    def vip_tier(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.vip_tier in rule["tiers"]

    def region(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return fold(one.region) in [fold(word) for word in rule["regions"]]

    def birthday_month(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.birthday is not None and one.birthday.month in rule["months"]

    def interest(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return bool(set(one.interests) & set(rule["interests"]))

    def stage(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.stage in rule["stages"]

    def origin(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.source in rule["origins"]

    def language(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return (one.account.language or one.brand.language) in rule["languages"]

    def joined(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.joined_at >= self.since(rule)

    def last_seen(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return one.last_seen_at is not None and one.last_seen_at >= self.since(rule)

    def tag(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return (one.pk, rule["tag"]) in self.tags

    def space(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return any(
            mine.state == "active"
            and mine.space.archived_at is None
            and mine.space.public_id == rule["space"]
            and rule.get("role", mine.role) == mine.role
            and rule.get("source", mine.source) == mine.source
            and ("days" not in rule or mine.joined_at >= self.since(rule))
            for mine in self.standings
            if mine.member_id == one.pk
        )

    def did(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        spaces = {mine.space_id: mine.space.public_id for mine in self.standings}
        facts = [
            fact
            for fact in self.facts
            if fact.actor_id == one.pk
            and fact.verb in counted_verbs[rule["verb"]].facts
            and fact.at >= self.since(rule)
            and ("space" not in rule or spaces.get(fact.space_id) == rule["space"])
        ]
        return len(facts) >= rule["times"]

    def silent(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return not any(fact.actor_id == one.pk and fact.at >= self.since(rule) for fact in self.facts)

    def unused_coupon(self, one: BrandMember, rule: dict[str, Any]) -> bool:
        return any(
            claim.member_id == one.pk and not hasattr(claim, "redemption") and claim.coupon.ends_at > self.now
            for claim in self.claims
        )


def random_rule(chance: random.Random, tags: list[str], spaces: list[str], words: dict[str, list[str]]) -> dict:
    """One of the questions that the catalogue allows, nested at most once."""
    makers: dict[str, Callable[[Any], Any]] = {
        NUMBER: lambda part: chance.choice([1, 2, 3, 10, 30, 60, 100]),
        CHOICE: lambda part: chance.choice(part.codes),
        CHOICES: lambda part: chance.sample(list(part.codes), chance.randint(1, min(3, len(part.codes)))),
        WORDS: lambda part: chance.sample(words[part.name], chance.randint(1, 2)),
        TAG: lambda part: chance.choice(tags),
        SPACE: lambda part: chance.choice(spaces),
    }

    def leaf() -> dict:
        condition = chance.choice(list(conditions.values()))
        made = {"field": condition.name, "not": chance.random() < 0.35}
        for part in condition.parts:
            if not part.is_optional or chance.random() < 0.4:
                made[part.name] = makers[part.kind](part)
        if condition.name == "did":
            made["times"] = chance.choice([1, 1, 2, 3])
        return made

    def group(depth: int) -> dict:
        rules = [
            group(1) if not depth and chance.random() < 0.3 else leaf() for _one in range(chance.randint(1, 4 - depth))
        ]
        return {"match": chance.choice(["all", "any"]), "not": chance.random() < 0.25, "rules": rules}

    return group(0)
