"""A rule as one SQL statement. Values travel as parameters; nobody is looked at one by one."""

from django.db.models import Q, QuerySet

from members.models import BrandMember
from members.segments.catalogue import conditions
from members.segments.check import Rule, leaves

NOBODY = Q(pk__in=())


def people_matching(rule: Rule) -> QuerySet[BrandMember]:
    """Whoever the question is about now. Staff count like everybody; those who are gone do not."""
    found = BrandMember.objects.present().filter(matching(rule))
    return found.filter(personal_targeting_objected_at=None) if asks_behaviour(rule) else found


def matching(rule: Rule) -> Q:
    if "rules" not in rule:
        return _leaf(rule)
    parts = [matching(one) for one in rule["rules"]]
    found = parts[0]
    for part in parts[1:]:
        found = found & part if rule["match"] == "all" else found | part
    return ~found if rule.get("not") else found


def _leaf(leaf: Rule) -> Q:
    """A word that this version does not know any more matches nobody, negated or not."""
    condition = conditions.get(leaf["field"])
    if condition is None:
        return NOBODY
    found = condition.matches(leaf)
    return ~found if leaf.get("not") else found


def asks_behaviour(rule: Rule) -> bool:
    return _asks(rule, "is_behaviour")


def asks_contact(rule: Rule) -> bool:
    """Being in such a segment tells what only `pii.view` may know of a person."""
    return _asks(rule, "is_contact")


def _asks(rule: Rule, flag: str) -> bool:
    fields = (conditions.get(leaf["field"]) for leaf in leaves(rule))
    return any(one is not None and bool(getattr(one, flag)) for one in fields)


def named_in(rule: Rule, kind: str) -> set[str]:
    """Public ids of the tags or spaces that the rule names."""
    found: set[str] = set()
    for leaf in leaves(rule):
        condition = conditions.get(leaf["field"])
        for part in condition.parts if condition else ():
            if part.kind == kind and leaf.get(part.name):
                found.add(leaf[part.name])
    return found
