"""Tags that follow a segment, from its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brands.links import brand_url
from core.errors import Conflict, Invalid, NotVisible
from core.text import is_storable
from members.actions import follow_segment, let_go_of_tag, start_tag_job
from members.models import Segment, Tag
from members.queries import get_segment, get_tag


@require_POST
def segment_tag(request: HttpRequest, segment: str) -> HttpResponse:
    """`do=follow`, `do=let_go` or `do=once`, with the tag's id."""
    found = get_segment(request.viewer, segment)
    given = request.POST.get("tag", "")[:20]
    if not is_storable(given):
        raise NotVisible
    tag = get_tag(request.viewer, given)
    if request.POST.get("do") == "once":
        return _once(request, found, tag)
    lets_go = request.POST.get("do") == "let_go"
    try:
        (let_go_of_tag if lets_go else follow_segment)(request.viewer, found, tag)
    except (Conflict, Invalid) as error:
        messages.error(request, str(error))
    else:
        said = _("“%(tag)s” follows nothing any more.") if lets_go else _("“%(tag)s” follows this segment from now on.")
        messages.success(request, said % {"tag": tag.name})
    return redirect(brand_url("members:segment", segment=found.public_id))


def _once(request: HttpRequest, segment: Segment, tag: Tag) -> HttpResponse:
    """Whoever is in it now, and nobody who comes later."""
    try:
        job = start_tag_job(request.viewer, tag, segment=segment, why=segment.name)
    except (Conflict, Invalid) as error:
        messages.warning(request, str(next(iter(error.fields.values()), error)))
        return redirect(brand_url("members:segment", segment=segment.public_id))
    return redirect(brand_url("members:tag_job", job=job.public_id))
