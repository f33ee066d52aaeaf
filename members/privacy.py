"""What a brand's record of a person holds: profile, standing, tags, consents, applications, requests."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.privacy import Exported, Holding, Person, Wishes, declare
from members.actions.forgetting import detach, drop_exports, empty_rows
from members.bars import addresses_of
from members.models import Application, BrandMember, Crossing, DataRequest, Invite, InviteRow, Membership
from members.queries.consents import consents_of
from members.queries.privacy import place_of, profile_of, segments_of, tags_of, taken_tags_of
from members.viewer import viewer_for_account

AVATAR = "picture.webp"


def _export(person: Person) -> Exported:
    member: Any = person.member
    if member is None:
        return Exported({"profile": None, "invitations": _invited(person), "requests": _requests(person)})
    data = {
        "profile": profile_of(member) | ({"picture": AVATAR} if member.avatar else {}),
        "spaces": [_standing(person, one) for one in _of(Membership, member)],
        "applications": [_application(person, one) for one in _of(Application, member)],
        "bridges": [_crossing(person, one) for one in Crossing.objects.filter(member=member).select_related("group")],
        "invitations": _invited(person),
        "in_files_of_addresses": list(InviteRow.objects.filter(_written_as(person)).values("email", "name")),
        "tags": tags_of(member),
        "tags_taken_off": taken_tags_of(member),
        "segments": segments_of(viewer_for_account(person.account)) if person.account else [],
        "consents": [
            {
                "purpose": one.purpose,
                "text_version": one.text.version,
                "text": one.text.body,
                "given_at": one.given_at,
                "withdrawn_at": one.withdrawn_at,
                "source": one.source,
            }
            for one in consents_of(member)
        ],
        "requests": _requests(person),
    }
    return Exported(data, ((AVATAR, member.avatar),) if member.avatar else ())


def _of(model: Any, member: BrandMember) -> Any:
    return model.objects.filter(member=member).select_related("space").order_by("id")


def _invited(person: Person) -> list[dict[str, Any]]:
    """Into spaces and into the team: to the record, and to the addresses of whoever it is."""
    mine = Q(member=person.member) if person.member is not None else Q(pk=None)
    if person.account is not None:
        mine |= Q(email__in=[one.lower() for one in addresses_of(person.account)])
    return [
        {
            "space": place_of(person.account, one.space) if one.space else None,
            "role": one.brand_role or one.role,
            "email": one.email,
            "name": one.name,
            "sent_at": one.created_at,
            "outcome": one.outcome,
        }
        for one in Invite.objects.filter(mine).select_related("space").order_by("id")
    ]


def _standing(person: Person, one: Membership) -> dict[str, Any]:
    return {
        "space": place_of(person.account, one.space),
        "state": one.state,
        "role": one.role,
        "source": one.source,
        "source_label": one.source_label,
        "number": one.number,
        "rules_version": one.rules_version,
        "joined_at": one.joined_at,
        "ended_at": one.ended_at,
        "end_reason": one.end_reason,
        "banned_until": one.banned_until,
        "muted_until": one.muted_until,
        "mute_reason": one.mute_reason,
    }


def _crossing(person: Person, one: Crossing) -> dict[str, Any]:
    """How far they came from the plaza into a group that they were thought to fit."""
    steps = ("left_out", "qualified_at", "invited_at", "accepted_at", "acted_at", "stayed_at")
    return {"space": place_of(person.account, one.group)} | {name: getattr(one, name) for name in steps}


def _application(person: Person, one: Application) -> dict[str, Any]:
    """One's own answers; the questions are the group's words, and of a closed group that is no secret to whoever read them."""
    return {
        "space": place_of(person.account, one.space),
        "state": one.state,
        "moved_from": place_of(person.account, one.moved_from) if one.moved_from else None,
        "rules_version": one.rules_version,
        "answers": [answer.get("answer") for answer in one.answers],
        "follow_ups": list(one.follow_ups.order_by("id").values("question", "asked_at", "answer", "answered_at")),
        "decided_by_a_rule": bool(one.rule_name),
        "reason": one.reason,
        "sent_at": one.created_at,
        "decided_at": one.decided_at,
    }


def _requests(person: Person) -> list[dict[str, Any]]:
    mine = DataRequest.objects.filter(account_id=person.account_id or 0).order_by("id")
    return list(mine.values("kind", "scope", "state", "requested_at", "finished_at"))


def _erase(person: Person, wishes: Wishes) -> None:
    if person.member is None:
        return
    _forget_in_files(person)
    detach(person.member)
    empty_rows(person.member)
    drop_exports(None, [person.member.pk])


def _forget_in_files(person: Person) -> None:
    """Rows of files that name an address of theirs."""
    InviteRow.objects.filter(_written_as(person)).delete()


def _written_as(person: Person) -> Q:
    mine = Q(pk=None)
    for one in addresses_of(person.account) if person.account is not None else ():
        mine |= Q(email__iexact=one)
    return mine


declare(
    Holding(
        "membership",
        _("Your record, your standing, your consents"),
        _export,
        _erase,
        covers=frozenset(
            {
                "members.BrandMember",
                "members.Membership",
                "members.Application",
                "members.Consent",
                "members.Crossing",
                "members.DataRequest",
                "members.FollowUp",
                "members.Invite",
                "members.InviteRow",
                "members.MemberTag",
                "members.TakenTag",
            }
        ),
    )
)
