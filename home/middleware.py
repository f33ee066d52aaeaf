"""Everything under a brand's manage/ and me/ is for people who signed in: asked once, here, so no page can forget it."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from core.htmx import wants_fragment

_OWN = re.compile(r"^/@[^/]+/(?:manage|me)(?:/|$)")


class SignInMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if _OWN.match(request.path_info) and not request.user.is_authenticated:
            if wants_fragment(request):
                return HttpResponse(status=401)  # a page that stayed open too long keeps what it shows
            return redirect_to_login(request.get_full_path())
        return None
