"""Who is told about applications, and in what words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.links import brand_url
from core import dates
from core.decisions import HIDE, Decision
from core.notices import Notice, Shown, declare, declare_kind
from members import choices, verbs  # noqa: F401 (choices declare their gates)
from members.models import Application, DataRequest, FollowUp, Invite
from members.models.application import ApplicationState
from members.notices import letters as letters  # these declare their own
from members.notices import siblings as siblings
from members.notices import staff as staff
from members.notices import standing as standing
from members.notices import undone as undone
from members.queries import addressee_of, admitters_of, applications_by_id, follow_ups_by_id, inviter_of, invites_by_id
from members.rules import (
    can_accept_invite,
    can_decide_application,
    can_see_application,
    can_see_data_request,
)
from spaces.links import home_url


def _applicant(fact: Any) -> list[int]:
    application = Application.objects.select_related("member").filter(pk=fact.target_id).first()
    return [application.member.account_id] if application else []


def _sent(application: Application, viewer: Any) -> Shown:
    title = _("%(name)s applies to join %(space)s") % {
        "name": application.member.display_name,
        "space": application.space.name,
    }
    path = brand_url("groups:application", application=application.public_id)
    return Shown(title, _("Read the answers and decide."), path, "user-plus")


def _undecided(fact: Any) -> Any:
    """Whoever decides; nobody where a rule of the group has decided already."""
    decided = Application.objects.filter(pk=fact.target_id).exclude(rule_name="").exists()
    return [] if decided else admitters_of(fact.space_id)


def _asked(asked: FollowUp, viewer: Any) -> Shown:
    space = asked.application.space
    return Shown(
        _("%(space)s has a question for you") % {"space": space.name}, asked.question, home_url(space), "question"
    )


def _answered(asked: FollowUp, viewer: Any) -> Shown:
    application = asked.application
    title = _("%(name)s answered your question") % {"name": application.member.display_name}
    return Shown(title, asked.answer, brand_url("groups:application", application=application.public_id), "user-plus")


def _may_see_question(viewer: Any, asked: FollowUp) -> Decision:
    return can_see_application(viewer, asked.application)


def _may_see_answer(viewer: Any, asked: FollowUp) -> Decision:
    return can_decide_application(viewer, asked.application)


def _queued(application: Application, viewer: Any) -> Shown:
    title = _("You are approved, and %(space)s is full") % {"space": application.space.name}
    text = _("You wait in line and get in as soon as a place is free.")
    return Shown(title, text, home_url(application.space), "clock")


def _approved(application: Application, viewer: Any) -> Shown:
    title = _("You are in: welcome to %(space)s") % {"space": application.space.name}
    return Shown(title, application.space.welcome, home_url(application.space), "check-circle")


def _declined(application: Application, viewer: Any) -> Shown:
    title = _("Your application to %(space)s was declined") % {"space": application.space.name}
    return Shown(title, application.reason, home_url(application.space), "info")


def _still(*states: str) -> Any:
    """To whoever may see it, while it is decided so: what was undone before its hand-off is withdrawn."""
    return lambda viewer, one: can_see_application(viewer, one) if one.state in states else HIDE


def _invited(fact: Any) -> list[int]:
    invite = Invite.objects.select_related("member").filter(pk=fact.target_id).first()
    person = (invite.member or addressee_of(invite)) if invite else None
    return [person.account_id] if person and person.account_id else []


def _may_still_accept(viewer: Any, invite: Invite) -> Decision:
    if invite.space is not None and viewer.belongs_to(invite.space):
        return HIDE  # by an address of theirs: whoever invited does not know that they are here
    return can_accept_invite(viewer, invite, inviter_of(invite))


def _invitation(invite: Invite, viewer: Any) -> Shown:
    place = invite.space.name if invite.space is not None else _("the team of %(name)s") % {"name": invite.brand.name}
    title = _("%(name)s invites you to %(space)s") % {"name": invite.invited_by.display_name, "space": place}
    path = brand_url("members:invitation", code=invite.code)
    return Shown(title, _("Have a look, then accept or decline."), path, "mail")


declare_kind("admission", gettext_lazy("Someone applies to a group I run"))
declare_kind("membership", gettext_lazy("My applications and memberships"))
declare_kind("invitation", gettext_lazy("Someone invites me to a space"))
declare(
    Notice(
        "application.sent",
        verbs.APPLICATION_SENT.name,
        "admission",
        who=_undecided,
        load=applications_by_id,
        may=can_decide_application,
        show=_sent,
    )
)
declare(
    Notice(
        "application.asked",
        verbs.APPLICATION_ASKED.name,
        "membership",
        who=_applicant,
        load=follow_ups_by_id,
        may=_may_see_question,
        show=_asked,
    )
)
declare(
    Notice(
        "application.answered",
        verbs.APPLICATION_ANSWERED.name,
        "admission",
        who=lambda fact: admitters_of(fact.space_id),
        load=follow_ups_by_id,
        may=_may_see_answer,
        show=_answered,
    )
)
declare(
    Notice(
        "application.queued",
        verbs.APPLICATION_QUEUED.name,
        "membership",
        who=_applicant,
        load=applications_by_id,
        may=_still(ApplicationState.QUEUED, ApplicationState.APPROVED),
        show=_queued,
    )
)
declare(
    Notice(
        "application.approved",
        verbs.APPLICATION_APPROVED.name,
        "membership",
        who=_applicant,
        load=applications_by_id,
        may=_still(ApplicationState.APPROVED),
        show=_approved,
    )
)
declare(
    Notice(
        "application.declined",
        verbs.APPLICATION_DECLINED.name,
        "membership",
        who=_applicant,
        load=applications_by_id,
        may=_still(ApplicationState.DECLINED),
        show=_declined,
    )
)
for _verb in (verbs.INVITE_SENT, verbs.TEAM_INVITED):
    declare(
        Notice(
            _verb.name,
            _verb.name,
            "invitation",
            who=_invited,
            load=invites_by_id,
            may=_may_still_accept,
            show=_invitation,
        )
    )


def _asker(fact: Any) -> list[int]:
    return [one.account_id for one in DataRequest.objects.filter(pk=fact.target_id) if one.account_id]


def _requests_by_id(facts: Any) -> dict[int, DataRequest]:
    facts = list(facts)
    found = DataRequest.objects.in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _export_ready(request: DataRequest, viewer: Any) -> Shown:
    body = _("It is there until %(day)s. You sign in once more to download it.")
    day = dates.day(request.expires_at) if request.expires_at else ""
    return Shown(_("Your data is ready"), body % {"day": day}, brand_url("members:privacy_data"), "shield")


def _erasure_requested(request: DataRequest, viewer: Any) -> Shown:
    body = _("It begins on %(day)s. Until then you can take it back on this page. If this was not you, do so now.")
    title = _("Your deletion is planned")
    return Shown(title, body % {"day": dates.day(request.due_at)}, brand_url("members:privacy_data"), "shield")


declare_kind("privacy", gettext_lazy("My data: downloads and deletion"))
for _name, _verb, _show in (
    ("export.ready", verbs.EXPORT_READY, _export_ready),
    ("erasure.requested", verbs.ERASURE_REQUESTED, _erasure_requested),
):
    declare(
        Notice(
            _name,
            _verb.name,
            "privacy",
            who=_asker,
            load=_requests_by_id,
            may=can_see_data_request,
            show=_show,
            to_banned=True,
        )
    )
