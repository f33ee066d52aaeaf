"""One post with its comments."""

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from content import rules
from content.forms import submit_key
from content.models import Post
from content.models.attachment import LARGE
from content.queries import Thread, get_post, thread_for, words
from content.queries.badges import wears_badge
from content.queries.cards import KINDS, reactions
from content.queries.cards import words as kinds
from core.decisions import HIDE
from core.htmx import wants_fragment
from spaces.links import home_url, space_url


@require_safe
def show(request: HttpRequest, post: str) -> HttpResponse:
    """The id decides; another slug is sent to the right one."""
    found = get_post(request.viewer, post, request.space)
    if post != found.ref:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(space_url(request.space, "content:post", post=found.ref) + query)
    after = request.GET.get("after", "")
    thread = thread_for(request.viewer, found, after=after, focus=request.GET.get("comment", ""))
    if wants_fragment(request) and after:
        return render(request, "content/_thread.html", thread_context(request, found, thread))
    return render(request, "content/post.html", page_context(request, found, thread))


def page_context(request: HttpRequest, post: Post, thread: Thread, **more: Any) -> dict[str, Any]:
    """Everything of content/post.html; a comment that was refused brings its own `reply`."""
    return {
        **thread_context(request, post, thread),
        "section": "communities" if request.space.door == "c" else "groups",
        "article": article(post, request.brand.name),
        "bar": bar(post, thread.mine, full=True),
        "may": powers(request.viewer, post),
        "urls": urls(post),
        "reply": reply(request, thread),
        "sign_in": rules.can_comment(request.viewer, post).code == "sign_in_required",
        "join_first": rules.can_comment(request.viewer, post).code == "membership_required",
        **more,
    }


def thread_context(request: HttpRequest, post: Post, thread: Thread) -> dict[str, Any]:
    url = space_url(request.space, "content:post", post=post.ref)
    next_url = f"{url}?{urlencode({'after': thread.after})}" if thread.after else ""
    may_react = bool(rules.can_react(request.viewer, post))
    return {
        "space": request.space,
        "post": post,
        "post_url": url,
        "thread": thread,
        "next_url": next_url,
        "words": words(),
        "may_react": may_react,
        "may_comment": bool(rules.can_comment(request.viewer, post)),
    }


def article(post: Post, brand_name: str) -> dict[str, Any]:
    author = post.author
    return {
        "author": brand_name if post.as_brand else author.display_name,
        "person": None if post.as_brand else author,
        "is_expert": wears_badge(post),
        "photos": [
            {**one, "url": space_url(post.space, "content:photo", attachment=one["id"], size=str(LARGE))}
            for one in post.photos
        ],
        "topic_url": f"{home_url(post.space)}?topic={quote(post.topic.slug)}" if post.topic else "",
    }


def bar(post: Post, mine: Any, *, full: bool = False) -> dict[str, Any]:
    """The row of buttons below a post: three kinds on its own page, the used ones in a feed."""
    row = {f"{kind}_count": getattr(post, f"{kind}_count") for kind in KINDS}
    buttons = reactions(row, mine, kinds())
    react = space_url(post.space, "content:react", post=post.public_id)
    return {
        "url": space_url(post.space, "content:post", post=post.ref),
        "react_url": f"{react}?full=1" if full else react,
        "title": post.heading,
        "comment_count": post.comment_count,
        "reactions": [{**one, "shown": True} for one in buttons] if full else buttons,
        "full": full,
    }


def powers(viewer: Any, post: Post) -> dict[str, bool]:
    """Which entries the menu of this post has."""
    may = {
        "edit": rules.can_edit_post(viewer, post),
        "delete": rules.can_delete_post(viewer, post) if post.state != "removed" else HIDE,
        "restore": rules.can_restore_post(viewer, post),
        "approve": rules.can_approve_post(viewer, post) if post.state == "in_review" else HIDE,
        "hide": rules.can_hide_post(viewer, post) if post.state != "removed" else HIDE,
        "pin": rules.can_pin_post(viewer, post),
    }
    answers = {name: bool(decision) for name, decision in may.items()}
    return {**answers, "any": any(answers.values())}


def urls(post: Post) -> dict[str, str]:
    names = ("edit", "delete", "restore", "hide", "unhide", "approve", "pin", "comment")
    links = {name: space_url(post.space, f"content:{name}", post=post.public_id) for name in names}
    return {**links, "home": home_url(post.space)}


def reply(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """The writing dock: empty, or aimed at the comment that `?reply=` names."""
    wanted = request.GET.get("reply", "")
    aimed = find(thread.comments, wanted) if wanted else None
    return {"parent": aimed, "body": "", "error": "", "submit_key": submit_key()}


def find(comments: list[dict[str, Any]], public_id: str) -> dict[str, Any] | None:
    for one in comments:
        if one["id"] == public_id and not one["is_removed"]:
            return one
        if inner := find(one["replies"], public_id):
            return inner
    return None
