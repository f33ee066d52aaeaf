"""What people write and answer, as something that segments count."""

from django.utils.translation import gettext_lazy as _

from members.segments.catalogue import count_verb

# A post that is reviewed names its author when it is handed in; its publishing has no actor.
count_verb("post.published", _("Posted"), _("posted"), "post.submitted")
count_verb("comment.published", _("Commented"), _("commented"))
count_verb("reaction.added", _("Reacted"), _("reacted"))
