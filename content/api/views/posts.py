"""Posts over REST: list, write, change, and the decisions on them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from content import actions
from content.api.serializers import (
    PostChangeSerializer,
    PostFilterSerializer,
    PostSerializer,
    PostWriteSerializer,
    ReasonSerializer,
)
from content.models import Post, Topic
from content.models.post import PostState
from content.queries import get_attachment, get_post, get_removed_post, get_topic
from content.queries.badges import posts_with_badge
from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import NotVisible
from core.models import PUBLIC_ID_LENGTH
from spaces.models import Space
from spaces.queries import get_space
from spaces.rules import can_read_space

SCOPES = ("content:read", "content:write")
TAGS = ["posts"]


class Latest(NewestFirst):
    """By time, so that a cursor holds no row number."""

    ordering = ("-published_at", "-id")


class LatestWaiting(NewestFirst):
    ordering = ("-created_at", "-id")


class Posts(Endpoint):
    scopes = SCOPES
    pagination_class = Latest

    @extend_schema(
        summary="List posts, newest first",
        operation_id="posts_list",
        parameters=[PostFilterSerializer],
        responses=PostSerializer(many=True),
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        wanted = checked(PostFilterSerializer, request.query_params)
        rows = _filtered(request, wanted)
        waits = wanted["state"] == PostState.IN_REVIEW
        return paged(self, rows, PostSerializer, LatestWaiting() if waits else None, shows=_space_of)

    @extend_schema(
        summary="Write a post",
        description="Published at once, or `in_review` where the space reviews posts of plain members.",
        operation_id="posts_create",
        request=PostWriteSerializer,
        responses={201: PostSerializer},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        sent = checked(PostWriteSerializer, request.data)
        space = get_space(request.viewer, sent["space"])
        post = actions.publish_post(
            request.viewer,
            space,
            title=sent["title"],
            body=sent["body"],
            topic=topic_in(space, sent["topic"]),
            as_brand=sent["as_brand"],
            photos=[get_attachment(request.viewer, one, space) for one in sent.get("attachment_ids", [])],
        )
        return Response(PostSerializer(post).data, status=201)


def _filtered(request: Request, wanted: dict[str, Any]) -> QuerySet[Post]:
    rows = posts_with_badge(Post.objects.visible_to(request.viewer)).select_related("space", "author", "topic__space")
    rows = rows.filter(state=wanted["state"], hidden_at=None)
    if "space" in wanted:
        space = get_space(request.viewer, wanted["space"])
        ensure(can_read_space(request.viewer, space))
        rows = rows.filter(space=space)
        if "topic" in wanted:
            rows = rows.filter(topic=topic_in(space, wanted["topic"]))
    return rows


def _space_of(post: Post) -> Space:
    return post.space


def topic_in(space: Space, wanted: str | None) -> Topic | None:
    return get_topic(space, wanted) if wanted else None


def by_id(request: Request, public_id: str) -> Post:
    """Exactly an id here: the slug belongs to pages."""
    if len(public_id) != PUBLIC_ID_LENGTH:
        raise NotVisible
    return get_post(request.viewer, public_id)


class OnePost(Endpoint):
    scopes = SCOPES

    @extend_schema(summary="Read a post", operation_id="posts_read", responses=PostSerializer, tags=TAGS)
    def get(self, request: Request, post: str) -> Response:
        return Response(PostSerializer(by_id(request, post)).data)

    @extend_schema(
        summary="Change the words of a post",
        operation_id="posts_change",
        request=PostChangeSerializer,
        responses=PostSerializer,
        tags=TAGS,
    )
    def patch(self, request: Request, post: str) -> Response:
        found = by_id(request, post)
        sent = checked(PostChangeSerializer, request.data)
        topic = topic_in(found.space, sent["topic"]) if "topic" in sent else found.topic
        words = {"title": sent.get("title", found.title), "body": sent.get("body", found.body)}
        return Response(PostSerializer(actions.edit_post(request.viewer, found, topic=topic, **words)).data)

    @extend_schema(
        summary="Delete a post",
        description="Its author can bring it back for ten minutes.",
        operation_id="posts_delete",
        responses={204: OpenApiResponse(description="It is gone.")},
        tags=TAGS,
    )
    def delete(self, request: Request, post: str) -> Response:
        actions.remove_post(request.viewer, by_id(request, post))
        return Response(status=204)


class Decision(Endpoint):
    """The decisions on a post share this; each says its action."""

    scopes = SCOPES
    decide: Callable[..., Post]

    def decided(self, request: Request, post: str, **fields: Any) -> Response:
        changed = type(self).decide(request.viewer, by_id(request, post), **fields)
        return Response(PostSerializer(changed).data)


class Hide(Decision):
    decide = staticmethod(actions.hide_post)

    @extend_schema(
        summary="Hide a post, or decline one that waits",
        operation_id="posts_hide",
        request=ReasonSerializer,
        responses=PostSerializer,
        tags=TAGS,
    )
    def post(self, request: Request, post: str) -> Response:
        return self.decided(request, post, **checked(ReasonSerializer, request.data))


class Unhide(Decision):
    decide = staticmethod(actions.unhide_post)

    @extend_schema(
        summary="Show a hidden post again",
        operation_id="posts_unhide",
        request=None,
        responses=PostSerializer,
        tags=TAGS,
    )
    def post(self, request: Request, post: str) -> Response:
        return self.decided(request, post)


class Approve(Decision):
    decide = staticmethod(actions.approve_post)

    @extend_schema(
        summary="Publish a post that waits for review",
        operation_id="posts_approve",
        request=None,
        responses=PostSerializer,
        tags=TAGS,
    )
    def post(self, request: Request, post: str) -> Response:
        return self.decided(request, post)


class Pin(Decision):
    decide = staticmethod(actions.pin_post)

    @extend_schema(
        summary="Pin a post on top of its space",
        operation_id="posts_pin",
        request=None,
        responses=PostSerializer,
        tags=TAGS,
    )
    def post(self, request: Request, post: str) -> Response:
        return self.decided(request, post)


class Unpin(Decision):
    decide = staticmethod(actions.unpin_post)

    @extend_schema(
        summary="Unpin a post", operation_id="posts_unpin", request=None, responses=PostSerializer, tags=TAGS
    )
    def post(self, request: Request, post: str) -> Response:
        return self.decided(request, post)


class Restore(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="Bring a deleted post back",
        description="Its author within ten minutes, moderators at any time.",
        operation_id="posts_restore",
        request=None,
        responses=PostSerializer,
        tags=TAGS,
    )
    def post(self, request: Request, post: str) -> Response:
        removed = get_removed_post(request.viewer, post)
        return Response(PostSerializer(actions.restore_post(request.viewer, removed)).data)
