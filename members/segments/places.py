"""Where people belong, and which tags they have."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models.membership import Membership, Role, Source, State
from members.models.tag import MemberTag
from members.segments.catalogue import CHOICE, NUMBER, SPACE, TAG, Condition, Names, Part, Values, declare
from members.segments.traits import days_ago

BELONGING = gettext_lazy("Belonging")
ROLE = Part("role", gettext_lazy("Role"), CHOICE, lambda: Role.choices, is_optional=True)
WAY = Part("source", gettext_lazy("Joined by"), CHOICE, lambda: Source.choices, is_optional=True)
SINCE = Part("days", gettext_lazy("Joined in the last"), NUMBER, is_optional=True, unit=gettext_lazy("days"))
GONE = gettext_lazy("something that is not there any more")


def _has_tag(values: Values) -> Q:
    return Q(Exists(MemberTag.objects.filter(member=OuterRef("pk"), tag__public_id=values["tag"])))


def _tag_says(values: Values, names: Names, is_not: bool) -> str:
    said = {"tag": names.get(values["tag"], GONE)}
    return (_("do not have the tag “%(tag)s”") if is_not else _("have the tag “%(tag)s”")) % said


def _belongs(values: Values) -> Q:
    """Active members only, of a space that is still open."""
    here = Membership.objects.filter(
        member=OuterRef("pk"), space__public_id=values["space"], space__archived_at=None, state=State.ACTIVE
    )
    if values.get("role"):
        here = here.filter(role=values["role"])
    if values.get("source"):
        here = here.filter(source=values["source"])
    if values.get("days"):
        here = here.filter(joined_at__gte=days_ago(values["days"]))
    return Q(Exists(here))


def _space_says(values: Values, names: Names, is_not: bool) -> str:
    said = {"space": names.get(values["space"], GONE)}
    phrase = (_("do not belong to %(space)s") if is_not else _("belong to %(space)s")) % said
    details = []
    if values.get("role"):
        details.append(_("role: %(role)s") % {"role": dict(Role.choices)[values["role"]]})
    if values.get("source"):
        details.append(_("joined by: %(way)s") % {"way": dict(Source.choices)[values["source"]]})
    if values.get("days"):
        details.append(_("joined in the last %(count)s days") % {"count": values["days"]})
    return _("%(phrase)s (%(details)s)") % {"phrase": phrase, "details": _(", ").join(details)} if details else phrase


declare(Condition("tag", gettext_lazy("Tag"), BELONGING, _has_tag, _tag_says, (Part("tag", gettext_lazy("Tag"), TAG),)))
declare(
    Condition(
        "space",
        gettext_lazy("Belongs to a space"),
        BELONGING,
        _belongs,
        _space_says,
        (Part("space", gettext_lazy("Space"), SPACE), ROLE, WAY, SINCE),
    )
)
