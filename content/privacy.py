"""What a person wrote, showed and felt. What others answered is theirs and is not handed out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.actions import forgetting
from content.models import Attachment, Comment, Post, Reaction
from core.privacy import Exported, Holding, Person, Wishes, declare
from members.queries.privacy import place_of
from spaces.models import Space

BATCH = 500
POST_COLUMNS = ("title", "body", "state", "language", "as_brand", "created_at", "published_at", "edited_at")


def _export(person: Person) -> Exported:
    if person.member is None:
        return Exported({"posts": [], "comments": [], "reactions": [], "pictures": []})
    named = _Places(person)
    posts = Post.objects.filter(author=person.member).select_related("space").order_by("id")
    comments = Comment.objects.filter(author=person.member).select_related("post__space").order_by("id")
    reactions = Reaction.objects.filter(member=person.member).select_related("post", "comment").order_by("id")
    pictures = Attachment.objects.filter(uploader=person.member).select_related("post", "space").order_by("id")
    return Exported(
        {
            "posts": [
                {"id": one.public_id, "space": named(one.space), **{name: getattr(one, name) for name in POST_COLUMNS}}
                for one in posts.iterator(chunk_size=BATCH)
            ],
            "comments": [
                {
                    "id": one.public_id,
                    "post": one.post.public_id,
                    "space": named(one.post.space),
                    "body": one.body,
                    "state": one.state,
                    "created_at": one.created_at,
                }
                for one in comments.iterator(chunk_size=BATCH)
            ],
            "reactions": [
                {
                    "kind": one.kind,
                    "post": one.post.public_id if one.post else None,
                    "comment": one.comment.public_id if one.comment else None,
                    "created_at": one.created_at,
                }
                for one in reactions.iterator(chunk_size=BATCH)
            ],
            "pictures": [
                {"file": f"pictures/{one.public_id}.webp", "alt": one.alt, "created_at": one.created_at}
                for one in pictures
            ],
        },
        files=tuple((f"pictures/{one.public_id}.webp", one.file) for one in pictures),
    )


class _Places:
    """A space's name as the person may know it now, asked once for each."""

    def __init__(self, person: Person) -> None:
        self._person, self._known = person, {}

    def __call__(self, space: Space) -> str:
        known: dict[int, Any] = self._known
        if space.pk not in known:
            known[space.pk] = place_of(self._person.account, space)
        return str(known[space.pk])


def _erase(person: Person, wishes: Wishes) -> None:
    if person.member is None:
        return
    forgetting.erase_posts(person.member, keep=wishes.keep_posts)
    forgetting.erase_comments(person.member, keep=wishes.keep_posts)
    forgetting.erase_reactions(person.member)
    forgetting.erase_pictures(Attachment.objects.filter(uploader=person.member, post=None))


declare(
    Holding(
        "content",
        _("What you wrote and showed"),
        _export,
        _erase,
        covers=frozenset({"content.Post", "content.Comment", "content.Reaction", "content.Attachment"}),
    )
)
