"""Writing, changing and deleting posts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content import rules
from content.actions import edit_post, publish_post, remove_post, restore_post
from content.forms import PostForm, WordsForm
from content.models import Post
from content.queries import chooses_voice, get_post, get_removed_post, topics_of
from core.decisions import ensure
from core.forms import attempt
from spaces.links import home_url, space_url

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """The composer of a feed posts here too; what was typed comes back with 422."""
    viewer, space = request.viewer, request.space
    ensure(rules.can_create_post(viewer, space))
    viewer.looks_into(space)  # its topics stand in the form
    options = {"topics": topics_of(space), "chooses_voice": chooses_voice(viewer, space)}
    if request.method != "POST":
        form = PostForm(initial={"topic": request.GET.get("topic", "")}, **options)
        return _page(request, "content/new.html", form=form)
    form = PostForm(request.POST, request.FILES, **options)
    post = attempt(form, lambda **fields: publish_post(viewer, space, **_voiced(fields)))
    if post is None:
        return _page(request, "content/new.html", form=form, status=422)
    if post.state == "in_review":
        return redirect(_url(post))
    messages.success(request, _("Published."))
    return redirect(home_url(space))


def _voiced(fields: dict[str, Any]) -> dict[str, Any]:
    """An unticked box is a choice only for who was asked."""
    return {**fields, "as_brand": fields.get("as_brand")}


@require_http_methods(FORM)
def edit(request: HttpRequest, post: str) -> HttpResponse:
    found = get_post(request.viewer, post, request.space)
    ensure(rules.can_edit_post(request.viewer, found))
    topics = topics_of(request.space)
    if request.method != "POST":
        typed = {"title": found.title, "body": found.body, "topic": found.topic.slug if found.topic else ""}
        return _page(request, "content/edit.html", form=WordsForm(initial=typed, topics=topics), post=found)
    form = WordsForm(request.POST, topics=topics)
    saved = attempt(form, lambda **fields: edit_post(request.viewer, found, **fields))
    if saved is None:
        return _page(request, "content/edit.html", form=form, post=found, status=422)
    messages.success(request, _("Saved."))
    return redirect(_url(saved))


@require_http_methods(FORM)
def delete(request: HttpRequest, post: str) -> HttpResponse:
    """Asks first, without script too."""
    found = get_post(request.viewer, post, request.space)
    ensure(rules.can_delete_post(request.viewer, found))
    if request.method != "POST":
        return _page(request, "content/delete.html", post=found)
    remove_post(request.viewer, found)
    return redirect(space_url(request.space, "content:restore", post=found.public_id))


@require_http_methods(FORM)
def restore(request: HttpRequest, post: str) -> HttpResponse:
    """Where a deletion leads to: it can be undone for a while."""
    found = get_removed_post(request.viewer, post, request.space)
    if request.method != "POST":
        return _page(request, "content/removed.html", post=found)
    restored = restore_post(request.viewer, found)
    messages.success(request, _("It is back."))
    return redirect(_url(restored))


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    post: Post | None = context.get("post")
    back_url = _url(post) if post is not None and post.state != "removed" else home_url(request.space)
    waits = not rules.can_post_unreviewed(request.viewer, request.space)
    context |= {"space": request.space, "back_url": back_url, "waits": waits, "undo_minutes": rules.UNDO_MINUTES}
    return render(request, template, context, status=status)


def _url(post: Post) -> str:
    return space_url(post.space, "content:post", post=post.ref)
