"""Communities that members ask for: asking, taking back, deciding."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from brands.models import Brand, MemberCommunities
from communities import verbs
from communities.models import Proposal, ProposalState
from communities.presets import COMMUNITY
from communities.rules import can_decide_proposal, can_start_community, can_withdraw_proposal
from core import clock, locks, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, NotAllowed
from members.actions import found_for, found_space, hold_standing
from members.models import BrandMember
from spaces.actions import checked_settings, open_space
from spaces.models import Kind, Space

MOST_PER_MEMBER = 3


@transaction.atomic
def propose_community(viewer: Any, *, name: str, purpose: str, rules: str = "") -> Proposal:
    """
    Ask for a community, or open it at once where the brand lets members do so freely.

    Raises Conflict `already_waiting` while an earlier one waits, `too_many` at the limit of one member.
    """
    ensure(can_start_community(viewer))
    words = _checked(name, purpose, rules)
    locks.lock(f"plaza.proposals.{viewer.actor_id}")  # two at once would both find room for one more
    hold_standing(viewer, None)
    policy = _held_policy()
    viewer.refresh()
    ensure(can_start_community(viewer))  # a mute, or a setting, since we were loaded
    if Proposal.objects.filter(member=viewer.member).counted().count() >= MOST_PER_MEMBER:
        message = _("You run or asked for %(count)d communities already; nobody starts more.")
        raise Conflict(message % {"count": MOST_PER_MEMBER}, code="too_many")
    if policy == MemberCommunities.FREE:
        return _open_freely(viewer, words)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(brand_id=tenancy.active().pk, member=viewer.member, **words)
    except IntegrityError as error:
        raise Conflict(_("Another community of yours is waiting already."), code="already_waiting") from error
    record(verbs.PROPOSAL_SENT, viewer=viewer, target=proposal)
    return fresh(proposal)


def _checked(name: str, purpose: str, rules: str) -> dict[str, str]:
    """As the settings of a space that the brand opens itself, so that nothing is refused only after the yes."""
    purpose = text.clean(purpose, field="purpose", longest=2000, shortest=1, lines=True)
    columns = checked_settings({"name": name, "rules": rules})
    return {"name": columns["name"], "purpose": purpose, "rules": columns["rules"]}


def _held_policy() -> str:
    """The brand's setting as it is now; whoever switches it off waits for us, and we for them."""
    brand: Any = tenancy.active()
    locks.for_share(Brand, brand.pk)
    brand.member_communities = Brand.objects.values_list("member_communities", flat=True).get(pk=brand.pk)
    return str(brand.member_communities)


def _open_freely(viewer: Any, words: dict[str, str]) -> Proposal:
    proposal = Proposal(brand_id=tenancy.active().pk, member=viewer.member, **words)
    proposal.state, proposal.space = ProposalState.OPENED, _open(viewer, proposal)
    proposal.save(force_insert=True)
    found_space(viewer, proposal.space)
    record(verbs.COMMUNITY_STARTED, viewer=viewer, target=proposal, space=proposal.space)
    return fresh(proposal)


def _open(viewer: Any, proposal: Proposal) -> Space:
    brand: Any = tenancy.active()
    words = {"name": proposal.name, "about": proposal.purpose, "rules": proposal.rules}
    return open_space(viewer, brand, kind=Kind.COMMUNITY, by_member=True, **COMMUNITY, **words)


@transaction.atomic
def approve_proposal(viewer: Any, proposal: Proposal) -> Proposal:
    """
    The community opens and the asker is its first admin. Of two deciders at once one wins.

    Raises Conflict `already_decided`, or `asker_gone` for someone who is banned or left meanwhile.
    """
    ensure(can_decide_proposal(viewer, proposal))
    hold_standing(viewer, None)
    _end(proposal, ProposalState.OPENED, decided_by_id=viewer.actor_id)
    asker = BrandMember.objects.present().filter(pk=proposal.member_id).first()
    if asker is None:
        raise _asker_gone()
    space = _open(viewer, proposal)
    try:
        found_for(space, asker)
    except NotAllowed as error:  # banned in this very moment
        raise _asker_gone() from error
    Proposal.objects.filter(pk=proposal.pk).update(space=space)
    record(verbs.PROPOSAL_APPROVED, viewer=viewer, target=proposal, space=space)
    return fresh(proposal)


def _asker_gone() -> Conflict:
    return Conflict(_("Whoever asked cannot run a community any more."), code="asker_gone")


@transaction.atomic
def decline_proposal(viewer: Any, proposal: Proposal, *, reason: str) -> Proposal:
    """Say no, with a reason that reaches the asker."""
    ensure(can_decide_proposal(viewer, proposal))
    hold_standing(viewer, None)
    reason = text.clean(reason, field="reason", longest=500, shortest=1, lines=True)
    _end(proposal, ProposalState.DECLINED, decided_by_id=viewer.actor_id, reason=reason)
    record(verbs.PROPOSAL_DECLINED, viewer=viewer, target=proposal)
    return fresh(proposal)


@transaction.atomic
def withdraw_proposal(viewer: Any, proposal: Proposal) -> Proposal:
    ensure(can_withdraw_proposal(viewer, proposal))
    _end(proposal, ProposalState.WITHDRAWN)
    record(verbs.PROPOSAL_WITHDRAWN, viewer=viewer, target=proposal)
    return fresh(proposal)


def _end(proposal: Proposal, state: str, **columns: Any) -> None:
    """The one conditional UPDATE that takes a proposal out of its waiting."""
    waiting = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING)
    if not waiting.update(state=state, decided_at=clock.now(), **columns):
        raise Conflict(_("This has been decided or withdrawn already."), code="already_decided")


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("member", "space", "decided_by").get(pk=proposal.pk)
