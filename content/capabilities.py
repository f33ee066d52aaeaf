"""Powers over what people write."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import SPACE_ROLES, declare

_WRITES_AS_BRAND = ("owner", "manager", "editor")
_MODERATES = ("admin", "moderator")

CREATE = declare("post.create", _("Write posts and comments, and react"), space=SPACE_ROLES)
AS_BRAND = declare("post.as_brand", _("Write as the brand"), brand=_WRITES_AS_BRAND)
AS_TEAM = declare("post.as_team", _("Post where only the team posts"), brand=_WRITES_AS_BRAND, space=_MODERATES)
SKIP_REVIEW = declare(
    "post.skip_review", _("Post without review"), brand=_WRITES_AS_BRAND, space=("admin", "moderator", "expert")
)
HIDE = declare("post.hide", _("Hide and remove what others wrote"), space=_MODERATES)
APPROVE = declare("post.approve", _("Approve posts that wait for review"), space=_MODERATES)
PIN = declare("post.pin", _("Pin posts on top"), space=_MODERATES)
TOPICS = declare("topic.manage", _("Add and rename topics"), space=_MODERATES)
MODERATE_OPEN = declare(
    "post.moderate_open", _("Hide, approve and pin posts in open communities"), brand=_WRITES_AS_BRAND
)
