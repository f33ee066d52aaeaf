"""What an invitation says to an address that belongs to nobody here. It lies open: of a secret group, nothing."""

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from brands.links import brand_url
from core import dates
from core.letters import LetterKind, declare
from core.notices import Shown
from members.actions.addressing import LETTER
from members.models import Invite
from members.queries import may_write_to
from members.queries.invites import WITH
from spaces.models import Visibility

# Anything that a mail program might turn into a link, a number to call, or an address.
_LINKLIKE = re.compile(r"[./:@\\#]|\d{5}|www", re.IGNORECASE)


def _load(number: int) -> Invite | None:
    return Invite.objects.select_related(*WITH).filter(pk=number).first()


def _show(invite: Invite) -> Shown:
    body = _("%(name)s invites you. The invitation is for this address: sign in or sign up with it.") % {
        "name": _inviter_name(invite.invited_by)
    }
    if invite.expires_at is not None:
        body += " " + _("It works until %(day)s.") % {"day": dates.day(invite.expires_at)}
    return Shown(_title(invite), body, brand_url("members:invitation", code=invite.code), "mail")


def _title(invite: Invite) -> str:
    if invite.space is None:
        return _("An invitation to the team")
    if invite.space.visibility == Visibility.SECRET:
        return _("An invitation to a closed group")
    return _("An invitation to %(space)s") % {"space": invite.space.name}


def _inviter_name(inviter: Any) -> str:
    """People choose their names: one that could carry a link or a phone number goes into no stranger's mailbox."""
    flat = unicodedata.normalize("NFKC", inviter.display_name)
    return _("A member") if _LINKLIKE.search(flat) or not flat.strip() else inviter.display_name


declare(LetterKind(LETTER, _load, may_write_to, _show))
