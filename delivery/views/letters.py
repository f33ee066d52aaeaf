"""Letter settings for whoever holds a letter: nobody signs in, and nothing but kinds of letters is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import NotVisible
from delivery.actions import refuse_letters, set_preferences
from delivery.letters import Addressee, addressee, refused_digest
from delivery.models import Channel
from delivery.queries import Switch, switches


# Exempt: mail programs post the one click from nowhere (RFC 8058), and the word in the address is what proves it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, word: str) -> HttpResponse:
    """A GET changes nothing: scanners open every link of a letter."""
    reader = addressee(word)
    if reader is None:
        raise NotVisible
    offered = [one for one in switches(reader) if one.channel == Channel.EMAIL]
    if request.method == "POST":
        return _change(request, reader, offered)
    context = {"switches": offered, "address": reader.masked_address, "saved": "saved" in request.GET}
    return render(request, "delivery/letters.html", context)


def _change(request: HttpRequest, reader: Addressee, offered: list[Switch]) -> HttpResponse:
    if request.POST.get("List-Unsubscribe") == "One-Click":
        wanted = {(one.kind, one.channel): False for one in offered if reader.kind in ("", one.kind)}
        set_preferences(reader, wanted)
        return HttpResponse(_("You get no more letters of this kind."), content_type="text/plain; charset=utf-8")
    ticked = set(request.POST.getlist("on"))
    set_preferences(reader, {(one.kind, one.channel): one.name in ticked for one in offered})
    return redirect(f"{request.path}?saved")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, word: str) -> HttpResponse:
    """No more letters to an address that belongs to nobody here. As above, looking changes nothing."""
    digest = refused_digest(word)
    if digest is None:
        raise NotVisible
    if request.method == "POST":
        refuse_letters(digest)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(_("You get no more of these letters."), content_type="text/plain; charset=utf-8")
        return redirect(f"{request.path}?done")
    return render(request, "delivery/refuse.html", {"is_done": "done" in request.GET})
