"""What a rule means, in a sentence that a person reads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.models import Tag
from members.segments.catalogue import SPACE, TAG, Names, conditions
from members.segments.check import Rule
from members.segments.compile import named_in
from spaces.models import Space


def names_in(rules: Iterable[Rule]) -> dict[str, str]:
    """The names behind the ids of many rules, in two queries. The caller may see these rules, so also the names."""
    tags: set[str] = set()
    spaces: set[str] = set()
    for rule in rules:
        tags |= named_in(rule, TAG)
        spaces |= named_in(rule, SPACE)
    found: dict[str, str] = {}
    if tags:
        found.update(Tag.objects.filter(public_id__in=tags).values_list("public_id", "name"))
    if spaces:
        found.update(Space.objects.filter(public_id__in=spaces).values_list("public_id", "name"))
    return found


def sentence(rule: Rule, names: Names) -> str:
    return _("Members who %(conditions)s.") % {"conditions": _said(rule, names, is_inner=False)}


def _said(rule: Rule, names: Names, *, is_inner: bool) -> str:
    if "rules" not in rule:
        condition = conditions.get(rule["field"])
        return condition.says(rule, names, bool(rule.get("not"))) if condition else _("can no longer be asked about")
    joint = _(" and ") if rule["match"] == "all" else _(" or ")
    phrases = joint.join(_said(one, names, is_inner=True) for one in rule["rules"])
    if rule.get("not"):
        return _("not (%(conditions)s)") % {"conditions": phrases}
    return _("(%(conditions)s)") % {"conditions": phrases} if is_inner and len(rule["rules"]) > 1 else phrases
