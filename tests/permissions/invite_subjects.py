"""Invitations that rules are asked about, for `subjects.py`."""

from typing import Any

from members.actions import create_invite_link, invite_address, invite_member, invite_to_team, preview_batch


def inviting_group(world: Any) -> tuple:
    world.group.members_invite = True
    world.group.save()
    return (world.group,)


def as_member(world: Any) -> tuple:
    return (*inviting_group(world), "member")


def as_moderator(world: Any) -> tuple:
    return (*inviting_group(world), "moderator")


def as_owner(world: Any) -> tuple:
    return (*inviting_group(world), "owner")


def as_brand_owner(world: Any) -> tuple:
    return ("owner",)


def member_link(world: Any) -> tuple:
    return (create_invite_link(world.cast.admin, world.group),)


def moderator_link(world: Any) -> tuple:
    return (create_invite_link(world.cast.admin, world.group, role="moderator", uses_limit=1),)


def invite_of_guest(world: Any) -> tuple:
    return (invite_member(world.cast.admin, world.group, world.cast.guest.member).invite,)


def member_link_with_inviter(world: Any) -> tuple:
    return (*member_link(world), world.cast.admin)


def invite_of_guest_with_inviter(world: Any) -> tuple:
    return (*invite_of_guest(world), world.cast.admin)


def link_of_demoted(world: Any) -> tuple:
    """Made by the admin, who is a plain member now."""
    return (*moderator_link(world), world.cast.member)


def address_of_guest_with_inviter(world: Any) -> tuple:
    """To the address that is the guest's."""
    return (invite_address(world.cast.admin, world.group, "guest@example.com"), world.cast.admin)


def invite_of_an_address(world: Any) -> tuple:
    return (invite_address(world.cast.member, *inviting_group(world), "new@example.com"),)


def offer_to_guest(world: Any) -> tuple:
    return (invite_to_team(world.cast.owner, "editor", member=world.cast.guest.member),)


def offer_to_guest_with_inviter(world: Any) -> tuple:
    return (*offer_to_guest(world), world.cast.owner)


def offer_of_demoted(world: Any) -> tuple:
    """Made by an owner, who manages now."""
    return (*offer_to_guest(world), world.cast.manager)


def offer_to_owner(world: Any) -> tuple:
    """To the address that is an owner's."""
    return (invite_to_team(world.cast.owner, "editor", email="owner@example.com"), world.cast.owner)


def batch_of_admin(world: Any) -> tuple:
    """A file of addresses for the group, looked at."""
    return (preview_batch(world.cast.admin, world.group, b"email\nnew@example.com\n"),)
