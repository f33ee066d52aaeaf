"""Host or path → the active brand, for pages and REST alike."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from brands.queries import brand_by_domain, brand_by_slug
from core.errors import NotVisible
from core.middleware import error_response
from core.tenancy import activate

# As wide as the patterns in config/urls.py, so that no view of a brand ever runs without one.
_IN_PATH = re.compile(r"^/(?:(?:api/v1/)?@|api/v1/brands/)([^/]+)")
_INSTALL_WIDE = ("/accounts/", "/static/", "/healthz", "/readyz", "/admin/", "/api/", "/preferences/")


class BrandMiddleware:
    """Sets `request.brand`; views never see the slug. An unknown brand is a 404 like any other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        brand = self._from_domain(request)
        if brand is None and (match := _IN_PATH.match(request.path_info)):
            brand = brand_by_slug(match[1])
            if brand is None:
                request.brand = None  # type: ignore[attr-defined]
                return error_response(request, NotVisible())
        request.brand = brand  # type: ignore[attr-defined]
        with activate(brand):  # none: whatever is above brands works in no brand at all
            return self.get_response(request)

    def _from_domain(self, request: HttpRequest) -> Any:
        host = request.get_host()
        if host == settings.PLAZA_ORIGIN.partition("://")[2] or request.path_info.startswith(_INSTALL_WIDE):
            return None
        if host.partition(":")[0] in ("127.0.0.1", "localhost", "testserver", "[::1]"):
            return None
        brand = brand_by_domain(host)
        if brand is not None and not request.path_info.startswith(f"/@{brand.slug}/"):
            brand.on_own_domain = True  # type: ignore[attr-defined]
            request.path_info = f"/@{brand.slug}{request.path_info}"
        return brand

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        kwargs.pop("brand_slug", None)
