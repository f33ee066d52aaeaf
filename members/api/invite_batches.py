"""REST over invitations from a file: sending it for a preview, then confirming exactly that."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.pagination import NewestFirst, paged
from core.errors import Invalid
from members import actions
from members.address_file import ENCODINGS, MOST_BYTES, too_big
from members.api.invites import InviteEndpoint
from members.api.serializers import SpaceRef
from members.api.views import signed_in
from members.models import InviteBatch, InviteRow
from members.queries.invite_batches import get_batch, rows_of
from spaces.queries import get_space


class BatchShape(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id", read_only=True)
    space = SpaceRef(read_only=True)
    state = serializers.CharField(read_only=True, help_text="`preview`, `running`, `done` or `failed`.")
    expires_at = serializers.DateTimeField(read_only=True, help_text="Until when the preview can be confirmed.")
    rows_total = serializers.IntegerField(read_only=True)
    rows_good = serializers.IntegerField(read_only=True, help_text="Rows that are invited once it is confirmed.")
    rows_done = serializers.IntegerField(read_only=True, help_text="Of the good ones, how many were worked on.")

    class Meta:
        model = InviteBatch
        fields: ClassVar = [
            "id", "space", "state", "encoding", "rows_total", "rows_good", "rows_done", "created_at", "expires_at",
            "confirmed_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields


class RowShape(serializers.ModelSerializer):
    verdict = serializers.CharField(
        read_only=True,
        help_text="`ok`, or what is wrong: `no_address`, `bad_address`, `repeated`, `invited`, `bad_name`, `bad_role`, "
        "`ragged` or `unreadable`.",
    )
    outcome = serializers.CharField(read_only=True, help_text="`invited`, `refused`, or empty while it waits.")

    class Meta:
        model = InviteRow
        fields: ClassVar = ["line", "email", "name", "role", "verdict", "outcome"]
        read_only_fields = fields


class BatchIn(serializers.Serializer):
    """The rows as JSON text, or as a file (multipart/form-data). Columns: `email`, and optionally `name` and `role`."""

    space = serializers.CharField(max_length=12, help_text="Public id.")
    text = serializers.CharField(
        required=False, trim_whitespace=False, max_length=MOST_BYTES, help_text="CSV, in place of a file."
    )
    file = serializers.FileField(required=False, help_text="CSV in any usual encoding; at most 4 MB and 5,000 rows.")
    encoding = serializers.ChoiceField(
        choices=ENCODINGS, required=False, help_text="Of the file. Left out: found out by itself."
    )
    source_label = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    days = serializers.IntegerField(min_value=1, max_value=366, required=False, default=30)


class BatchEndpoint(InviteEndpoint):
    def batch(self, request: Request, found: InviteBatch, status: int = 200) -> Response:
        return Response(BatchShape(found).data, status=status)


class BatchList(BatchEndpoint):
    @extend_schema(
        tags=["invites"],
        summary="Preview invitations from a file",
        description="Nobody is invited yet. The preview is there for an hour; another one for the same space replaces "
        "it. 422 with `too_many_rows`, `too_big`, `undecodable`, `no_email_column` or `empty`.",
        request=BatchIn,
        responses={201: BatchShape},
    )
    def post(self, request: Request) -> Response:
        viewer, given = signed_in(request), BatchIn(data=request.data)
        given.is_valid(raise_exception=True)
        fields = dict(given.validated_data)
        space = get_space(viewer, fields.pop("space"))
        return self.batch(request, actions.preview_batch(viewer, space, **_with_data(fields)), 201)


def _with_data(fields: dict[str, Any]) -> dict[str, Any]:
    sent, text = fields.pop("file", None), fields.pop("text", None)
    if (sent is None) == (text is None):
        raise Invalid.field("file", _("Send a file or text, not both."), "one_of_two")
    if sent is not None and sent.size > MOST_BYTES:
        raise too_big()
    if sent is None:
        fields["encoding"] = "utf-8"
    return fields | {"data": sent.read() if sent is not None else text.encode()}


class BatchDetail(BatchEndpoint):
    @extend_schema(tags=["invites"], summary="One file: its state and how far it is", responses=BatchShape)
    def get(self, request: Request, batch: str) -> Response:
        return self.batch(request, get_batch(signed_in(request), batch))


class OldestFirst(NewestFirst):
    ordering = "id"


class BatchRows(BatchEndpoint):
    pagination_class = OldestFirst

    @extend_schema(tags=["invites"], summary="Rows of a file, in its order", responses=RowShape(many=True))
    def get(self, request: Request, batch: str) -> Response:
        return paged(self, rows_of(get_batch(signed_in(request), batch)), RowShape)


class BatchConfirm(BatchEndpoint):
    @extend_schema(
        tags=["invites"],
        summary="Invite the good rows of a preview",
        description="Done in the background. Confirming twice changes nothing. 409 `preview_over` or `nothing_to_invite`.",
        request=None,
        responses={202: BatchShape},
    )
    def post(self, request: Request, batch: str) -> Response:
        found = get_batch(signed_in(request), batch)
        return self.batch(request, actions.confirm_batch(request.viewer, found), 202)


class BatchDrop(BatchEndpoint):
    @extend_schema(tags=["invites"], summary="Throw a preview away", request=None, responses={204: None})
    def post(self, request: Request, batch: str) -> Response:
        actions.drop_batch(signed_in(request), get_batch(request.viewer, batch))
        return Response(status=204)
