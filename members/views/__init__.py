"""Pages about people."""

from members.views.brand import brand_members
from members.views.person import avatar, person
from members.views.profile import profile
from members.views.space import change_role, remove, space_members

__all__ = ["avatar", "brand_members", "change_role", "person", "profile", "remove", "space_members"]
