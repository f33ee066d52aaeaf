"""What people did, counted in the log of facts."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.models import Activity
from members.segments.catalogue import (
    CHOICE,
    NUMBER,
    SPACE,
    Condition,
    Names,
    Part,
    Values,
    count_verb,
    counted_verbs,
    declare,
)
from members.segments.places import GONE
from members.segments.traits import days_ago
from spaces.models import Space

ACTIVITY = gettext_lazy("Activity")
VERB = Part(
    "verb", gettext_lazy("What they did"), CHOICE, lambda: [(one.name, one.label) for one in counted_verbs.values()]
)
TIMES = Part("times", gettext_lazy("At least"), NUMBER, most=100_000, usual=1, unit=gettext_lazy("times"))
WINDOW = Part("days", gettext_lazy("In the last"), NUMBER, usual=30, unit=gettext_lazy("days"))
WHERE = Part("space", gettext_lazy("In the space"), SPACE, is_optional=True)
SILENCE = Part("days", gettext_lazy("Silent for"), NUMBER, usual=60, unit=gettext_lazy("days"))


def _facts(values: Values) -> Any:
    """Facts of this kind in the window, read from the index `activity_counted` alone."""
    verb = counted_verbs.get(values["verb"])
    facts = Activity.objects.filter(
        verb__in=verb.facts if verb else (), at__gte=days_ago(values["days"]), actor_id__isnull=False
    )
    if values.get("space"):
        facts = facts.filter(space_id__in=Space.objects.filter(public_id=values["space"]).values("pk"))
    return facts


def _did(values: Values) -> Q:
    doers = _facts(values).order_by().values("actor_id")
    if values["times"] > 1:
        doers = doers.annotate(times=Count("*")).filter(times__gte=values["times"]).values("actor_id")
    return Q(pk__in=doers)


def _did_says(values: Values, names: Names, is_not: bool) -> str:
    verb = counted_verbs.get(values["verb"])
    said = {"verb": verb.done if verb else values["verb"], "count": values["times"], "days": values["days"]}
    if is_not:
        phrase = ngettext(
            "%(verb)s fewer than %(count)s time in the last %(days)s days",
            "%(verb)s fewer than %(count)s times in the last %(days)s days",
            values["times"],
        )
    else:
        phrase = ngettext(
            "%(verb)s at least %(count)s time in the last %(days)s days",
            "%(verb)s at least %(count)s times in the last %(days)s days",
            values["times"],
        )
    if not values.get("space"):
        return phrase % said
    return _("%(phrase)s in %(space)s") % {"phrase": phrase % said, "space": names.get(values["space"], GONE)}


def _is_silent(values: Values) -> Q:
    return ~Q(Exists(Activity.objects.filter(actor_id=OuterRef("pk"), at__gte=days_ago(values["days"]))))


def _silent_says(values: Values, names: Names, is_not: bool) -> str:
    days = values["days"]
    if is_not:
        phrase = ngettext("did something in the last %(count)s day", "did something in the last %(count)s days", days)
    else:
        phrase = ngettext("were silent for %(count)s day", "were silent for %(count)s days", days)
    return phrase % {"count": days}


declare(
    Condition(
        "did",
        gettext_lazy("Did something"),
        ACTIVITY,
        _did,
        _did_says,
        (VERB, TIMES, WINDOW, WHERE),
        is_behaviour=True,
    )
)
declare(Condition("silent", gettext_lazy("Silent"), ACTIVITY, _is_silent, _silent_says, (SILENCE,), is_behaviour=True))
count_verb("member.joined", gettext_lazy("Joined a space"), gettext_lazy("joined a space"))
count_verb("application.sent", gettext_lazy("Applied to a group"), gettext_lazy("applied to a group"))
