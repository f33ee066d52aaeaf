"""For those who watch over the install: `/healthz` (this process answers) and `/readyz` (the whole can work)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from home.readiness import readiness


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    checks = readiness()
    is_fine = all(check.is_fine for check in checks)
    return JsonResponse(
        {
            "ready": is_fine,
            "version": settings.PLAZA_VERSION,
            "checks": {check.name: {"fine": check.is_fine, "value": check.value} for check in checks},
        },
        status=200 if is_fine else 503,
    )
