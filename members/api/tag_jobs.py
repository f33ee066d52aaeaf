"""REST over tag jobs: a tag for everyone of a filter or a segment, followed, stopped, undone."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.input import checked
from core.api.pagination import NewestFirst, paged
from core.decisions import ensure
from core.errors import Invalid
from members import queries
from members.actions import start_tag_job, stop_tag_job, undo_tag_job
from members.api.people import RecordEndpoint
from members.api.record_shapes import PeopleQuery
from members.models.tag import GivenBy
from members.models.tag_job import TagJobKind, TagJobState
from members.rules import can_start_tag_job, can_tag_members


class TagJobShape(serializers.Serializer):
    id = serializers.CharField(source="public_id", help_text="Public id, 12 characters.")
    tag = serializers.CharField(source="tag.public_id", help_text="Id of the tag.")
    do = serializers.ChoiceField(
        source="kind", choices=TagJobKind.choices, help_text="`tag` gives it, `untag` takes it."
    )
    state = serializers.ChoiceField(
        choices=TagJobState.choices, help_text="`running` → `done` or `stopped`; after undo `undoing` → `undone`."
    )
    stopped_code = serializers.CharField(
        help_text="Why it stopped by itself: `not_allowed`, `question_gone`, `failed`; otherwise empty."
    )
    people_total = serializers.IntegerField(help_text="People it found at the start.")
    people_done = serializers.IntegerField(help_text="People it has looked at so far.")
    changed = serializers.IntegerField(help_text="People for whom something changed.")
    taken_back = serializers.IntegerField(help_text="Of those, how many were undone.")
    why = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True, help_text="It can be undone for 7 days from here.")


class TagJobInput(serializers.Serializer):
    """Exactly one of `filter` and `segment`."""

    tag = serializers.CharField(max_length=20, help_text="Public id of the tag.")
    do = serializers.ChoiceField(choices=TagJobKind.choices, default=TagJobKind.TAG)
    filter = PeopleQuery(required=False, help_text="Everyone who fits; `{}` means everyone of the brand.")
    segment = serializers.CharField(max_length=20, required=False, help_text="Id of a segment: whoever is in it now.")
    why = serializers.CharField(max_length=120, default="", allow_blank=True, help_text="Staff read it.")


class TagJobs(RecordEndpoint):
    pagination_class = NewestFirst

    @extend_schema(
        tags=["tags"],
        operation_id="tag_jobs_list",
        summary="Tag jobs, the newest first",
        responses=TagJobShape(many=True),
    )
    def get(self, request: Request) -> Response:
        ensure(can_tag_members(request.viewer))
        return paged(self, queries.tag_jobs_for(request.viewer), TagJobShape)

    @extend_schema(
        tags=["tags"],
        summary="Give a tag to up to 100,000 people, or take it off",
        description="Answers at once; follow the job until it is `done`. 422 `too_many` above 100,000 people, 409 `busy` "
        "while five jobs are at work.",
        request=TagJobInput,
        responses={202: TagJobShape},
    )
    def post(self, request: Request) -> Response:
        ensure(can_start_tag_job(request.viewer))
        given = checked(TagJobInput, request.data)
        if ("segment" in given) == ("filter" in given):
            raise Invalid.field("filter", _("Give either filter or segment."), "one_of_two")
        about = {"kind": given["do"], "why": given["why"], "given_by": GivenBy.API}
        if "segment" in given:
            about["segment"] = queries.get_segment(request.viewer, given["segment"])
        else:
            question = PeopleQuery(data=request.data["filter"])
            question.is_valid(raise_exception=True)
            about["wanted"] = question.wanted(request.viewer)
        job = start_tag_job(request.viewer, queries.get_tag(request.viewer, given["tag"]), **about)
        return Response(TagJobShape(job).data, status=202)


class OneTagJob(RecordEndpoint):
    @extend_schema(tags=["tags"], summary="How far a tag job is", responses=TagJobShape)
    def get(self, request: Request, job: str) -> Response:
        return Response(TagJobShape(queries.get_tag_job(request.viewer, job)).data)


class StopTagJob(RecordEndpoint):
    @extend_schema(tags=["tags"], summary="Stop it; what it did stays", request=None, responses=TagJobShape)
    def post(self, request: Request, job: str) -> Response:
        return Response(TagJobShape(stop_tag_job(request.viewer, queries.get_tag_job(request.viewer, job))).data)


class UndoTagJob(RecordEndpoint):
    @extend_schema(
        tags=["tags"],
        summary="Take back exactly what it did",
        description="409 `still_at_work` while it runs, `too_late` a week after its end.",
        request=None,
        responses=TagJobShape,
    )
    def post(self, request: Request, job: str) -> Response:
        return Response(TagJobShape(undo_tag_job(request.viewer, queries.get_tag_job(request.viewer, job))).data)
