"""Comments and reactions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content import rules
from content.actions import add_reaction, publish_comment, remove_comment, remove_reaction
from content.forms import CommentForm, submit_key
from content.models import Comment, Post
from content.queries import get_comment, get_post, replies_for, thread_for, words
from content.queries.cards import own_reactions
from content.views.post import bar, page_context
from core.decisions import ensure
from core.forms import attempt
from core.htmx import fragment_or_redirect
from core.text import is_storable
from spaces.links import space_url


@require_POST
def comment(request: HttpRequest, post: str) -> HttpResponse:
    """Redirects to the new comment; what was refused comes back with what was typed."""
    found = get_post(request.viewer, post, request.space)
    ensure(rules.can_comment(request.viewer, found))
    form = CommentForm(request.POST)
    wanted = request.POST.get("parent", "")
    parent = get_comment(request.viewer, wanted, found) if wanted and is_storable(wanted) else None
    made = attempt(form, lambda **fields: publish_comment(request.viewer, found, **{**fields, "parent": parent}))
    if made is not None:
        return redirect(_at(found, made))
    thread = thread_for(request.viewer, found)
    aimed = {"id": parent.public_id, "author": _signed(request, parent)} if parent else None
    error = next((str(one) for errors in form.errors.values() for one in errors), "")
    typed = {"parent": aimed, "body": request.POST.get("body", ""), "error": error, "submit_key": submit_key()}
    context = page_context(request, found, thread, reply=typed)
    return render(request, "content/post.html", context, status=422)


def _signed(request: HttpRequest, comment: Comment) -> str:
    return comment.signed_by.display_name if comment.signed_by else request.brand.name


def _at(post: Post, comment: Comment) -> str:
    url = space_url(post.space, "content:post", post=post.ref)
    return f"{url}?comment={comment.public_id}#c-{comment.public_id}"


@require_POST
def react(request: HttpRequest, post: str) -> HttpResponse:
    """`add` or `remove` names the kind, so a second click of the same button changes nothing."""
    found = get_post(request.viewer, post, request.space)
    _apply(request, found)
    fresh = get_post(request.viewer, post, request.space)
    mine = own_reactions(request.viewer, [fresh.pk]).get(fresh.pk, set())
    context = {"bar": bar(fresh, mine, full="full" in request.GET), "may_react": True, "words": words()}
    return fragment_or_redirect(request, "content/_post_bar.html", context, to=_url(fresh))


def _apply(request: HttpRequest, target: Any) -> None:
    if "remove" in request.POST:
        remove_reaction(request.viewer, target, request.POST["remove"])
    else:
        add_reaction(request.viewer, target, request.POST.get("add", ""))


@require_POST
def react_comment(request: HttpRequest, post: str, comment: str) -> HttpResponse:
    found = get_post(request.viewer, post, request.space)
    _apply(request, get_comment(request.viewer, comment, found))
    fresh = get_comment(request.viewer, comment, found)
    context = {
        "comment": {
            "react_url": request.path,
            "count": fresh.reaction_count,
            "mine": "remove" not in request.POST,
        },
        "may_react": True,
        "words": words(),
    }
    return fragment_or_redirect(request, "content/_comment_heart.html", context, to=_at(found, fresh))


@require_safe
def replies(request: HttpRequest, post: str, comment: str) -> HttpResponse:
    """The rest of one thread, for "show more replies"."""
    found = get_post(request.viewer, post, request.space)
    parent = get_comment(request.viewer, comment, found)
    thread = replies_for(request.viewer, parent, after=request.GET.get("after", ""))
    context = {
        "comments": thread.comments,
        "more_url": f"{request.path}?after={thread.after}" if thread.after else "",
        "words": words(),
        "may_react": bool(rules.can_react(request.viewer, found)),
        "to": _at(found, parent),
        "space": request.space,
        "post": found,
        "back_url": _at(found, parent),
    }
    return render(
        request, "content/_replies.html" if getattr(request, "htmx", False) else "content/replies.html", context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_comment(request: HttpRequest, post: str, comment: str) -> HttpResponse:
    found = get_post(request.viewer, post, request.space)
    one = get_comment(request.viewer, comment, found)
    ensure(rules.can_remove_comment(request.viewer, one))
    if request.method != "POST":
        context = {"space": request.space, "post": found, "comment": one, "back_url": _at(found, one)}
        return render(request, "content/delete_comment.html", context)
    remove_comment(request.viewer, one)
    messages.success(request, _("Deleted."))
    return redirect(_url(found) + "#comments")


def _url(post: Post) -> str:
    return space_url(post.space, "content:post", post=post.ref)
