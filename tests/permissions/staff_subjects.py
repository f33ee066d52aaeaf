"""What rules about roles in the brand are asked about."""

from typing import Any


def editor_role(world: Any) -> tuple:
    """The guest is to be an editor."""
    return (world.cast.guest.member, "editor")


def no_role_for_editor(world: Any) -> tuple:
    return (world.cast.editor.member, "")


def owner_role(world: Any) -> tuple:
    return (world.cast.manager.member, "owner")


def no_role_for_owner(world: Any) -> tuple:
    """Of the only one."""
    return (world.cast.owner.member, "")


def manager_of_brand(world: Any) -> tuple:
    return (world.cast.manager.member,)


def owner_of_brand(world: Any) -> tuple:
    return (world.cast.owner.member,)
