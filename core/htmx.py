"""One fragment serves the page and the swap."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def wants_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]


def fragment_or_redirect(request: HttpRequest, template: str, context: dict, to: str) -> HttpResponse:
    """After a write: htmx swaps the fragment in, a plain form goes to the page (so reload never repeats it)."""
    if wants_fragment(request):
        return render(request, template, context)
    return redirect(to)
