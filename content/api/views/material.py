"""Topics and pictures over REST."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from brands.endpoint import Endpoint
from content import actions
from content.api.serializers import (
    AttachmentSerializer,
    AttachmentWriteSerializer,
    TopicRenameSerializer,
    TopicSerializer,
    TopicWriteSerializer,
)
from content.api.views.posts import SCOPES
from content.models import Topic
from content.models.attachment import LARGE, SMALL
from content.queries import get_attachment, topics_of
from content.rules import can_create_post
from core.api.input import checked
from core.decisions import ensure
from core.errors import Invalid, NotVisible
from core.images import safe_picture
from spaces.queries import get_space
from spaces.rules import can_read_space

SPACE = OpenApiParameter("space", str, required=True, description="Id of the community or group.")


class Topics(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="List the topics of a space",
        operation_id="topics_list",
        parameters=[SPACE],
        responses=TopicSerializer(many=True),
        tags=["topics"],
    )
    def get(self, request: Request) -> Response:
        wanted = request.query_params.get("space", "")
        if not wanted:
            raise Invalid.field("space", _("Say which space."), "required")
        space = get_space(request.viewer, wanted)
        ensure(can_read_space(request.viewer, space))
        topics = topics_of(space)
        request.viewer.looks_into(space if topics else None)
        for topic in topics:
            topic.space = space
        return Response(TopicSerializer(topics, many=True).data)

    @extend_schema(
        summary="Add a topic",
        operation_id="topics_create",
        request=TopicWriteSerializer,
        responses={201: TopicSerializer},
        tags=["topics"],
    )
    def post(self, request: Request) -> Response:
        sent = checked(TopicWriteSerializer, request.data)
        made = actions.create_topic(request.viewer, get_space(request.viewer, sent["space"]), name=sent["name"])
        return Response(TopicSerializer(made).data, status=201)


class OneTopic(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="Rename a topic",
        operation_id="topics_rename",
        request=TopicRenameSerializer,
        responses=TopicSerializer,
        tags=["topics"],
    )
    def patch(self, request: Request, topic: str) -> Response:
        found = Topic.objects.select_related("space").filter(public_id=topic).first()
        if found is None or not can_read_space(request.viewer, found.space):
            raise NotVisible
        request.viewer.looks_into(found.space)
        name = checked(TopicRenameSerializer, request.data)["name"]
        return Response(TopicSerializer(actions.rename_topic(request.viewer, found, name=name)).data)


class Attachments(Endpoint):
    scopes = SCOPES
    parser_classes = (MultiPartParser,)

    @extend_schema(
        summary="Upload a picture for a post",
        description="It is encoded anew as WebP without camera data. Use its id in `attachment_ids` of a post; until "
        "then only you can read it.",
        operation_id="attachments_create",
        request={"multipart/form-data": AttachmentWriteSerializer},
        responses={201: AttachmentSerializer},
        tags=["attachments"],
    )
    def post(self, request: Request) -> Response:
        sent = checked(AttachmentWriteSerializer, request.data)
        space = get_space(request.viewer, sent["space"])
        ensure(can_create_post(request.viewer, space))  # before spending CPU on a stranger's picture
        picture = safe_picture(sent["file"], field="file", alt=sent["alt"])
        return Response(AttachmentSerializer(actions.attach_photo(request.viewer, space, picture)).data, status=201)


class OneAttachment(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="Describe a picture",
        operation_id="attachments_read",
        responses=AttachmentSerializer,
        tags=["attachments"],
    )
    def get(self, request: Request, attachment: str) -> Response:
        return Response(AttachmentSerializer(get_attachment(request.viewer, attachment)).data)


class AttachmentFile(Endpoint):
    scopes = SCOPES

    @extend_schema(
        summary="Download a picture",
        description="`size` is 1600 or 640: the most pixels across.",
        operation_id="attachments_file",
        responses={(200, "image/webp"): OpenApiResponse(OpenApiTypes.BINARY, "WebP.")},
        tags=["attachments"],
    )
    def get(self, request: Request, attachment: str, size: int) -> Any:
        found = get_attachment(request.viewer, attachment)
        versions = {LARGE: found.file, SMALL: found.small}
        if size not in versions:
            raise NotVisible
        response = FileResponse(versions[size].open(), content_type="image/webp")
        response["Content-Disposition"] = 'inline; filename="photo.webp"'
        return response
