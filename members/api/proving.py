"""For steps that a key or an open session is not enough for."""

from allauth.core import ratelimit
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.errors import Invalid


def prove(request: Request, password: str) -> None:
    """It is the caller's own, or Invalid. Guessing is as limited as at the sign-in."""
    allowed = ratelimit.consume(request._request, action="reauthenticate", user=request.user)
    if not allowed or not request.user.check_password(password):
        raise Invalid.field("password", _("This is not your password."), "wrong_password")
