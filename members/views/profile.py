"""One's own profile in this brand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Invalid
from core.forms import show
from members.actions import update_profile
from members.forms import ProfileForm

FIELDS = ("display_name", "bio", "language", "time_zone")


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    member, user = request.viewer.member, request.user
    if member is None:
        return render(request, "members/no_profile.html")
    was = {
        "display_name": member.display_name,
        "bio": member.bio,
        "language": user.language,
        "time_zone": user.time_zone,
    }
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProfileForm(*given, initial=was)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, _("Your profile is saved."))
        return redirect(request.path)
    return render(request, "members/profile.html", {"form": form, "person": member}, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: ProfileForm) -> bool:
    given = form.cleaned_data
    avatar = False if given["no_avatar"] else given["avatar"]
    try:
        update_profile(request.viewer, avatar=avatar, **{name: given[name] for name in FIELDS})
    except Invalid as error:
        show(form, error)
        return False
    return True
