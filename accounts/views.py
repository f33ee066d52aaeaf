"""The page that lists everything that opens one's account, and ending a session elsewhere."""

from typing import Any, cast

from allauth.socialaccount.views import ConnectionsView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import end_session as end
from accounts.limits import seconds_left
from accounts.models import User
from accounts.queries import protection_of, sessions_of
from accounts.social import names_of_providers
from core.errors import NotVisible


def _me(request: HttpRequest) -> User:
    """Behind login_required it is an account."""
    return cast(User, request.user)


@never_cache
@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    UserSession.objects.create_from_request(request)  # also a session from before sessions were listed
    protection = protection_of(_me(request))
    names = names_of_providers()
    return render(
        request,
        "accounts/security.html",
        {
            "protection": protection,
            "elsewhere_is_on": bool(names),
            "connected": [names.get(one.provider, one.provider) for one in protection.connections],
            "sessions": sessions_of(_me(request), request.session.session_key or ""),
        },
    )


@login_required
def to_security(request: HttpRequest) -> HttpResponse:
    return redirect("security")


def too_many(request: HttpRequest) -> HttpResponse:
    """allauth asks for this page when one of its limits is used up (handler429)."""
    wait = seconds_left(request)
    answer = render(request, "errors/429.html", {"minutes": -(-wait // 60)}, status=429)
    answer["Retry-After"] = str(wait)
    return answer


class Sessions(ListUserSessionsView):
    """allauth's page (its POST signs out everywhere else) with our words for devices."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        UserSession.objects.create_from_request(self.request)
        key = self.request.session.session_key or ""
        return super().get_context_data(**kwargs) | {"own_sessions": sessions_of(_me(self.request), key)}


class Connections(ConnectionsView):
    """allauth's page, which also shows connections whose provider has been switched off since."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = names_of_providers()
        found = [
            {
                "pk": one.pk,
                "is_on": one.provider in names,
                "name": names.get(one.provider, one.provider),
                "said": one.extra_data.get("email") or one.extra_data.get("name", ""),
            }
            for one in protection_of(_me(self.request)).connections
        ]
        return super().get_context_data(**kwargs) | {"connections": found}


@require_POST
@login_required
def end_session(request: HttpRequest) -> HttpResponse:
    try:
        end(_me(request), request.POST.get("session", ""))
    except NotVisible:
        messages.info(request, _("That browser had signed out already."))
    else:
        messages.success(request, _("That browser is signed out."))
    return redirect("usersessions_list")
