"""Who is told about posts, comments and reactions, and in what words. Never whoever did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.models import Activity
from content import rules, verbs
from content.models import Comment, Post
from content.models.post import PostState
from core import tenancy, text
from core.decisions import HIDE, Decision
from core.notices import Notice, Shown, declare, declare_kind
from members.models import BrandMember
from members.queries import team_of
from spaces.links import space_url


@dataclass(frozen=True)
class Reacted:
    """A reaction's post and who reacted."""

    post: Post
    name: str


def _url(post: Post, tail: str = "") -> str:
    return space_url(post.space, "content:post", post=post.ref) + tail


def _account_of(member_id: int | None, fact: Activity) -> list[int]:
    if member_id is None or member_id == fact.actor_id:
        return []
    return list(BrandMember.objects.filter(pk=member_id).values_list("account_id", flat=True))


def _posts(facts: Iterable[Activity]) -> dict[int, Post]:
    facts = list(facts)
    found = Post.objects.select_related("space", "author").in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _comments(facts: Iterable[Activity]) -> dict[int, Comment]:
    facts = list(facts)
    rows = Comment.objects.select_related("author", "post__space", "post__author", "parent")
    found = rows.in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _reacted(facts: Iterable[Activity]) -> dict[int, Reacted]:
    facts = [fact for fact in facts if fact.target_type == "content.post"]
    posts = _posts(facts)
    names = BrandMember.objects.in_bulk({fact.actor_id for fact in facts if fact.actor_id})
    return {
        fact.pk: Reacted(posts[fact.pk], names[fact.actor_id].display_name)
        for fact in facts
        if fact.pk in posts and fact.actor_id in names
    }


def _author(fact: Activity) -> list[int]:
    return _account_of(Post.objects.filter(pk=fact.target_id).values_list("author_id", flat=True).first(), fact)


def _commented_author(fact: Activity) -> list[int]:
    """The post's author, unless the comment answers them directly: then the other notice tells."""
    comment = Comment.objects.select_related("post", "parent").filter(pk=fact.target_id).first()
    if comment is None or (comment.parent is not None and comment.parent.author_id == comment.post.author_id):
        return []
    return _account_of(comment.post.author_id, fact)


def _answered_author(fact: Activity) -> list[int]:
    parent = Comment.objects.filter(replies__pk=fact.target_id).values_list("author_id", flat=True).first()
    return _account_of(parent, fact)


def _reacted_author(fact: Activity) -> list[int]:
    """Once per post and person, however many reactions they give, take back and give again."""
    earlier = Activity.objects.filter(
        target_type="content.post", target_id=fact.target_id, verb=fact.verb, actor_id=fact.actor_id, pk__lt=fact.pk
    )
    return [] if fact.target_type != "content.post" or earlier.exists() else _author(fact)


def _reviewers(fact: Activity) -> Any:
    """Moderators and admins of the space, as a column for SQL."""
    there = team_of("post.approve", fact.space_id)
    return there.exclude(member_id=fact.actor_id).values_list("member__account_id", flat=True)


def _may_review(viewer: Any, post: Post) -> Decision:
    """Only while it waits: a notice about what is decided would send people to nothing."""
    return rules.can_approve_post(viewer, post) if post.state == PostState.IN_REVIEW else HIDE


def _may_see_comment(viewer: Any, comment: Comment) -> Decision:
    return HIDE if comment.is_removed else rules.can_see_post(viewer, comment.post)


def _submitted(post: Post, viewer: Any) -> Shown:
    title = _("A post waits for review in %(space)s") % {"space": post.space.name}
    return Shown(title, post.heading, _url(post), "eye")


def _approved(post: Post, viewer: Any) -> Shown:
    return Shown(
        _("Your post is published in %(space)s") % {"space": post.space.name}, post.heading, _url(post), "check"
    )


def _hidden(post: Post, viewer: Any) -> Shown:
    title = _("Your post in %(space)s was hidden") % {"space": post.space.name}
    return Shown(title, post.hidden_reason or post.heading, _url(post), "eye")


def _commented(comment: Comment, viewer: Any) -> Shown:
    title = _("%(name)s commented on your post") % {"name": _name(comment)}
    return Shown(
        title,
        text.excerpt(comment.body, 100),
        _url(comment.post, f"?comment={comment.public_id}#c-{comment.public_id}"),
        "comment",
    )


def _answered(comment: Comment, viewer: Any) -> Shown:
    title = _("%(name)s replied to your comment") % {"name": _name(comment)}
    return Shown(
        title,
        text.excerpt(comment.body, 100),
        _url(comment.post, f"?comment={comment.public_id}#c-{comment.public_id}"),
        "reply",
    )


def _liked(reacted: Reacted, viewer: Any) -> Shown:
    title = _("%(name)s reacted to your post") % {"name": reacted.name}
    return Shown(title, reacted.post.heading, _url(reacted.post), "heart")


def _name(comment: Comment) -> str:
    return tenancy.active().name if comment.as_brand else comment.author.display_name  # type: ignore[attr-defined]


declare_kind("comment", gettext_lazy("Comments on my posts and replies to me"))
declare_kind("reaction", gettext_lazy("Reactions to my posts"))
declare_kind("content", gettext_lazy("What becomes of my posts"))
declare_kind("moderation", gettext_lazy("Review and moderation"))
declare(Notice("post.submitted", verbs.POST_SUBMITTED.name, "moderation", _reviewers, _posts, _may_review, _submitted))
declare(Notice("post.approved", verbs.POST_APPROVED.name, "content", _author, _posts, rules.can_see_post, _approved))
declare(Notice("post.hidden", verbs.POST_HIDDEN.name, "moderation", _author, _posts, rules.can_see_post, _hidden))
declare(
    Notice(
        "comment.on_post",
        verbs.COMMENT_PUBLISHED.name,
        "comment",
        _commented_author,
        _comments,
        _may_see_comment,
        _commented,
    )
)
declare(
    Notice(
        "comment.reply",
        verbs.COMMENT_PUBLISHED.name,
        "comment",
        _answered_author,
        _comments,
        _may_see_comment,
        _answered,
    )
)
declare(
    Notice(
        "reaction.added",
        verbs.REACTION_ADDED.name,
        "reaction",
        who=_reacted_author,
        load=_reacted,
        may=lambda viewer, reacted: rules.can_see_post(viewer, reacted.post),
        show=_liked,
        channels=("inbox",),
    )
)
