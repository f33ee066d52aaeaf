"""What waits for review, and decisions on posts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content import rules
from content.actions import approve_post, hide_post, pin_post, unhide_post, unpin_post
from content.forms import HideForm
from content.models import Post
from content.queries import get_post, waiting_for, words
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt
from spaces.links import home_url, space_url
from spaces.rules import can_read_space


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """All that waits for those who decide; one's own for everybody else."""
    ensure(can_read_space(request.viewer, request.space))
    request.viewer.looks_into(request.space)
    decides = bool(rules.can_review_posts(request.viewer, request.space))
    rows = [_row(request, card) for card in waiting_for(request.viewer, request.space)]
    context = {
        "space": request.space,
        "rows": rows,
        "decides": decides,
        "home_url": home_url(request.space),
        "words": words(),
    }
    return render(request, "content/review.html", context)


def _row(request: HttpRequest, card: dict[str, Any]) -> dict[str, Any]:
    links = {name: space_url(request.space, f"content:{name}", post=card["id"]) for name in ("approve", "hide")}
    return {"card": card, **links}


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, post: str) -> HttpResponse:
    found = get_post(request.viewer, post, request.space)
    ensure(rules.can_hide_post(request.viewer, found))
    form = HideForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda **fields: hide_post(request.viewer, found, **fields)) is not None:
        messages.success(request, _("Hidden. The author was told why."))
        return redirect(_after(request, found))
    context = {"space": request.space, "post": found, "form": form, "back_url": _url(found)}
    return render(request, "content/hide.html", context, status=422 if form.errors else 200)


@require_POST
def unhide(request: HttpRequest, post: str) -> HttpResponse:
    return _decide(request, post, unhide_post, _("Everyone can see it again."))


@require_POST
def approve(request: HttpRequest, post: str) -> HttpResponse:
    return _decide(request, post, approve_post, _("Published."))


@require_POST
def pin(request: HttpRequest, post: str) -> HttpResponse:
    """`off` in the form unpins."""
    if "off" in request.POST:
        return _decide(request, post, unpin_post, _("No longer pinned."))
    return _decide(request, post, pin_post, _("Pinned on top."))


def _decide(request: HttpRequest, ref: str, action: Callable[..., Post], done: str) -> HttpResponse:
    """A decision that came too late is a remark on the page, not an error page."""
    found = get_post(request.viewer, ref, request.space)
    try:
        action(request.viewer, found)
    except Conflict as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, done)
    return redirect(_after(request, found))


def _after(request: HttpRequest, post: Post) -> str:
    """Whoever works through the list goes on there."""
    return space_url(request.space, "content:review") if request.POST.get("from") == "review" else _url(post)


def _url(post: Post) -> str:
    return space_url(post.space, "content:post", post=post.ref)
