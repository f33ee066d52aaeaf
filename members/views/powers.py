"""What each role may do: the whole table, what a change would mean, and the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from core.capabilities import ALL_ROLES, Changes, Powers, catalogue
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules
from members.actions import set_role_powers
from members.actions.powers import checked_changes, differences
from members.power_table import heads, table, turns
from members.queries import role_powers

STALE = -1


@require_http_methods(["GET", "HEAD", "POST"])
def powers(request: HttpRequest) -> HttpResponse:
    """`do` says which step: `look` shows what would change, `save` changes it, `defaults` looks at going back."""
    ensure(rules.can_see_staff(request.viewer))
    if request.method != "POST":
        return _table(request, request.viewer.powers)
    ensure(rules.can_change_powers(request.viewer))
    step = request.POST.get("do", "look")
    try:
        wanted = {} if step == "defaults" else checked_changes(_given(request))
    except Invalid as error:
        return _table(request, request.viewer.powers, error=str(next(iter(error.fields.values()))), status=422)
    if step == "edit":
        return _table(request, Powers(wanted))
    if step == "save":
        return _save(request, wanted)
    return _review(request, wanted)


def _given(request: HttpRequest) -> Changes:
    """Every cell that can be set, from those that were ticked. What is no cell is left for the action to refuse."""
    ticked = set(request.POST.getlist("held"))
    cells = {f"{name}:{role}": (name, role) for name in catalogue for role in ALL_ROLES}
    wanted: dict[str, dict[str, bool]] = {one[:60]: {one[:20]: True} for one in ticked - cells.keys()}
    for key, (name, role) in cells.items():
        if key in ticked or not catalogue[name].is_fixed(role):
            wanted.setdefault(name, {})[role] = key in ticked
    return wanted


def _seen(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else STALE


def _save(request: HttpRequest, wanted: Changes) -> HttpResponse:
    try:
        set_role_powers(request.viewer, wanted, version=_seen(request))
    except Conflict as error:
        request.viewer.refresh()
        return _table(request, request.viewer.powers, error=str(error), status=409)
    messages.success(request, _("Saved. It counts from everybody's next step on."))
    return redirect(brand_url("members:powers"))


def _review(request: HttpRequest, wanted: Changes) -> HttpResponse:
    if _seen(request) != role_powers()[0]:
        changed = _("Someone else changed the powers in the meantime.")
        return _table(request, request.viewer.powers, error=changed, status=409)
    moved = differences(request.viewer.powers, Powers(wanted))
    if not moved:
        messages.info(request, _("Nothing would change."))
        return redirect(brand_url("members:powers"))
    after = Powers(wanted)
    held = [f"{name}:{role}" for name, one in catalogue.items() for role in ALL_ROLES if _is_ticked(after, one, role)]
    context = {"turns": turns(moved), "held": held, "version": _seen(request), "count": len(moved)}
    return render(request, "members/powers_review.html", context)


def _is_ticked(after: Powers, one: Any, role: str) -> bool:
    return not one.is_fixed(role) and after.holds(role, one.name)


def _table(request: HttpRequest, shown: Powers, *, error: str = "", status: int = 200) -> HttpResponse:
    version, changes = role_powers()
    context = {
        "areas": table(shown),
        "heads": heads(),
        "version": version,
        "may_change": bool(rules.can_change_powers(request.viewer)),
        "is_changed": bool(changes),
        "error": error,
    }
    return render(request, "members/powers.html", context, status=status)
