"""Inviting from a file: sending it, looking at what would happen, confirming, and seeing how far it is."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import sheets
from core.decisions import ensure
from core.errors import Conflict, NotVisible
from core.forms import attempt
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members.actions import confirm_batch, drop_batch, preview_batch
from members.invite_forms import InviteFileForm
from members.models import InviteBatch
from members.queries import space_tabs
from members.queries.invite_batches import batches_of, counted, get_batch, result_rows, rows_of
from members.rules import can_invite_many
from spaces.links import space_url

SHOWN_BATCHES = 5


@require_http_methods(["GET", "HEAD", "POST"])
def send_file(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(can_invite_many(viewer, space))
    form = InviteFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        made = attempt(form, lambda **fields: preview_batch(viewer, space, **fields))
        if made is not None:
            return redirect(space_url(space, "members:invite_batch", batch=made.public_id))
    context = {"space": space, "form": form, "batches": batches_of(viewer, space)[:SHOWN_BATCHES]}
    return render(request, "members/invite_file.html", context | _frame(request), status=422 if form.errors else 200)


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "section": "communities" if request.space.door == "c" else "groups",
        "tabs": space_tabs(request.viewer, request.space, "members"),
    }


@never_cache
@require_safe
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """The preview, and later how far it is and what came of it. Rows with something wrong come first, or all of them."""
    found = _here(request, batch)
    shows_all = request.GET.get("rows") == "all"
    rows, mark = page_of(rows_of(found, wrong_only=not shows_all), request.GET.get("after", ""), rising=True, size=50)
    context = {
        "space": request.space,
        "batch": found,
        "rows": rows,
        "shows_all": shows_all,
        "wrong": counted(found),
        "next_url": next_url(request.GET, mark),
    }
    if wants_fragment(request):
        name = "members/_invite_rows.html" if "after" in request.GET else "members/_batch_progress.html"
        return render(request, name, context)
    return render(request, "members/invite_batch.html", context | _frame(request))


@require_POST
def confirm(request: HttpRequest, batch: str) -> HttpResponse:
    found = _here(request, batch)
    try:
        done = confirm_batch(request.viewer, found)
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect(space_url(request.space, "members:invite_file"))
    words = ngettext("%(count)d person is being invited.", "%(count)d people are being invited.", done.rows_good)
    messages.success(request, words % {"count": done.rows_good})
    return redirect(space_url(request.space, "members:invite_batch", batch=found.public_id))


@require_POST
def drop(request: HttpRequest, batch: str) -> HttpResponse:
    try:
        drop_batch(request.viewer, _here(request, batch))
        messages.success(request, _("Thrown away. Nobody was invited."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(space_url(request.space, "members:invite_file"))


@require_safe
def result(request: HttpRequest, batch: str) -> HttpResponse:
    """Every row with its result. Cells that a spreadsheet would run are made text."""
    found = _here(request, batch)
    made = sheets.csv_file(result_rows(found))
    answer = FileResponse(made, as_attachment=True, filename="invitations.csv", content_type="text/csv; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _here(request: HttpRequest, public_id: str) -> InviteBatch:
    found = get_batch(request.viewer, public_id)
    if found.space_id != request.space.pk:
        raise NotVisible
    return found
