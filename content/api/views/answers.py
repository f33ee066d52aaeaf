"""Comments and reactions over REST."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from content import actions
from content.api.serializers import (
    CommentSerializer,
    CommentWriteSerializer,
    ReactionCountsSerializer,
)
from content.api.views.posts import SCOPES, by_id
from content.models import Comment
from content.models.reaction import ReactionKind
from content.queries import get_comment, get_post
from content.queries.badges import comments_with_badge
from content.queries.cards import KINDS
from core.api.input import checked
from core.api.pagination import NewestFirst, paged

KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=ReactionKind.values)


class OldestFirst(NewestFirst):
    ordering = ("created_at", "id")


class Comments(Endpoint):
    scopes = SCOPES
    pagination_class = OldestFirst

    @extend_schema(
        summary="List the comments on a post, oldest first",
        operation_id="comments_list",
        responses=CommentSerializer(many=True),
        tags=["comments"],
    )
    def get(self, request: Request, post: str) -> Response:
        found = by_id(request, post)
        rows = comments_with_badge(Comment.objects.filter(post=found), found.space_id).select_related(
            "author", "parent", "post"
        )
        return paged(self, rows, CommentSerializer)

    @extend_schema(
        summary="Comment on a post, or reply to a comment",
        operation_id="comments_create",
        request=CommentWriteSerializer,
        responses={201: CommentSerializer},
        tags=["comments"],
    )
    def post(self, request: Request, post: str) -> Response:
        found = by_id(request, post)
        sent = checked(CommentWriteSerializer, request.data)
        parent = get_comment(request.viewer, sent["parent"], found) if sent["parent"] else None
        made = actions.publish_comment(
            request.viewer, found, body=sent["body"], parent=parent, as_brand=sent["as_brand"]
        )
        return Response(CommentSerializer(made).data, status=201)


class OneComment(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="Read a comment", operation_id="comments_read", responses=CommentSerializer, tags=["comments"]
    )
    def get(self, request: Request, comment: str) -> Response:
        return Response(CommentSerializer(get_comment(request.viewer, comment)).data)

    @extend_schema(
        summary="Delete a comment",
        description="A stub stays in its place.",
        operation_id="comments_delete",
        responses={204: OpenApiResponse(description="Only a stub is left.")},
        tags=["comments"],
    )
    def delete(self, request: Request, comment: str) -> Response:
        actions.remove_comment(request.viewer, get_comment(request.viewer, comment))
        return Response(status=204)


class PostReaction(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="React to a post",
        description="Twice is the same as once.",
        operation_id="reactions_add",
        parameters=[KIND],
        request=None,
        responses=ReactionCountsSerializer,
        tags=["reactions"],
    )
    def put(self, request: Request, post: str, kind: str) -> Response:
        actions.add_reaction(request.viewer, by_id(request, post), kind)
        return Response(_counts(request, post))

    @extend_schema(
        summary="Take a reaction to a post back",
        operation_id="reactions_remove",
        parameters=[KIND],
        responses=ReactionCountsSerializer,
        tags=["reactions"],
    )
    def delete(self, request: Request, post: str, kind: str) -> Response:
        actions.remove_reaction(request.viewer, by_id(request, post), kind)
        return Response(_counts(request, post))


def _counts(request: Request, post: str) -> dict[str, Any]:
    fresh = get_post(request.viewer, post)
    return {kind: getattr(fresh, f"{kind}_count") for kind in KINDS}


class CommentReaction(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="React to a comment",
        operation_id="comment_reactions_add",
        parameters=[KIND],
        request=None,
        responses=CommentSerializer,
        tags=["reactions"],
    )
    def put(self, request: Request, comment: str, kind: str) -> Response:
        actions.add_reaction(request.viewer, get_comment(request.viewer, comment), kind)
        return Response(CommentSerializer(get_comment(request.viewer, comment)).data)

    @extend_schema(
        summary="Take a reaction to a comment back",
        operation_id="comment_reactions_remove",
        parameters=[KIND],
        responses=CommentSerializer,
        tags=["reactions"],
    )
    def delete(self, request: Request, comment: str, kind: str) -> Response:
        actions.remove_reaction(request.viewer, get_comment(request.viewer, comment), kind)
        return Response(CommentSerializer(get_comment(request.viewer, comment)).data)
