"""Everyone around the planted groups: staff, members and others of a brand, and its keys."""

import re
import secrets
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from brands.actions import create_key, revoke_key
from brands.keys import SCOPES
from core import tenancy
from members.actions import appoint, join_brand
from members.actions.memberships import enter
from members.models import BrandMember
from members.models.membership import Role, Source
from members.viewer import Viewer
from spaces.models import Space

# zq, the group (l: listed, s: secret, b: of the other brand), the class of what it marks, eight random digits.
MARKER = re.compile(r"zq([lsb])(shell|desk|inside|coupon|person|answer|reason|sanction|ban|link)[0-9a-f]{8}")


def marker(group: str, kind: str) -> str:
    return f"zq{group}{kind}{secrets.token_hex(4)}"


MEMBERS = ("admin", "moderator", "expert", "insider", "muted", "left", "removed", "banned", "outcast")
OTHERS = ("guest", "applied", "declined", "elsewhere", "esteemed", "invited", "queued", "next_door", "pardoned")
STAFF = ("owner", "manager", "editor", "agent", "analyst")
ROLES = {"admin": Role.ADMIN, "moderator": Role.MODERATOR, "expert": Role.EXPERT}


def people(brand: Any, mark: str, prefix: str = "") -> SimpleNamespace:
    """Staff, members and others of a brand. The names of those who are or were inside are canaries."""
    cast = SimpleNamespace()
    for name in STAFF:
        user = account(prefix + name)
        appoint(brand, user, name)
        setattr(cast, name, Viewer(user))
    for name in (*MEMBERS, *OTHERS):
        handle = marker(mark, "person") if name in MEMBERS else name
        setattr(cast, name, Viewer(account(prefix + name, handle)))
        join_brand(getattr(cast, name), brand)
    return cast


def enter_all(cast: SimpleNamespace, *groups: Space) -> None:
    for name in MEMBERS:
        viewer = getattr(cast, name)
        for one in groups:
            enter(one, viewer.member, source=Source.JOINED, role=ROLES.get(name, Role.MEMBER))
    for viewer in vars(cast).values():
        viewer.refresh()


def keys(world: SimpleNamespace) -> dict[str, str]:
    """Keys of the brand, by what they may and by whose they are; and one each of another brand and out of use."""
    brand, cast = world.brand, world.cast
    closed = [scope for scope in SCOPES if scope != "groups:read"]
    made = {
        "blind key": create_key(cast.owner, brand, label="x", scopes=closed)[1],
        "blind key of an insider": _key_of(cast.owner, cast.insider, brand, closed),
        "key of an outsider": _key_of(cast.owner, cast.guest, brand, SCOPES),
        "revoked key": _revoked_key(cast.owner, brand),
    }
    for scopes in (
        ["content:read"],
        ["members:read"],
        ["coupons:read", "coupons:write"],
        ["analytics:read"],
        ["webhooks:manage"],
    ):
        made[f"{scopes[0].partition(':')[0]} key"] = create_key(cast.owner, brand, label="x", scopes=scopes)[1]
    made["groups key"] = create_key(cast.owner, brand, label="x", scopes=["content:read", "groups:read"])[1]
    with tenancy.activate(world.theirs.space.brand):
        made["b-key"] = create_key(world.strangers.owner, world.theirs.space.brand, label="x", scopes=SCOPES)[1]
    return made


def account(name: str, handle: str = "", **columns: Any) -> User:
    return User.objects.create_user(f"{name}@example.com", "correct-horse", display_name=handle or name, **columns)


def _revoked_key(owner: Viewer, brand: Any) -> str:
    key, text = create_key(owner, brand, label="x", scopes=SCOPES)
    revoke_key(owner, key)
    return text


def _key_of(owner: Viewer, holder: Viewer, brand: Any, scopes: Any) -> str:
    """A key made by someone who was the owner and is so no more."""
    key, text = create_key(owner, brand, label="x", scopes=scopes)
    type(key).objects.filter(pk=key.pk).update(account=holder.user)
    assert not BrandMember.objects.get(account=holder.user).role
    return text
