"""How a group admits: its rules in their order, ready reasons, and what the rules would have done so far."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.forms import show
from groups.forms import RefusalsForm, RuleForm
from groups.sentences import sentence_of
from members import queries
from members.actions import add_rule, change_rule, order_rules, remove_rule
from members.actions.admission import MAX_RULES
from members.conditions import Ground
from members.models import AdmissionRule
from members.rules import can_set_admission, can_try_rules
from spaces.actions import update_space
from spaces.links import home_url
from spaces.models import Space
from spaces.queries import get_space


@require_http_methods(["GET", "HEAD", "POST"])
def admission(request: HttpRequest, space: str) -> HttpResponse:
    here = _space(request, space)
    form = RefusalsForm(request.POST if request.method == "POST" else None, space=here)
    if form.is_bound and form.is_valid():
        try:
            update_space(request.viewer, here, refusals=form.lines)
        except Invalid as error:
            show(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(here))
    return _page(request, here, form)


def _page(request: HttpRequest, space: Space, form: RefusalsForm) -> HttpResponse:
    rules, ground = list(queries.rules_of(space)), queries.ground_for(request.viewer, space)
    context = {
        "space": space,
        "url": home_url(space),
        "rows": [_row(one, ground) for one in rules],
        "may_add": len(rules) < MAX_RULES,
        "form": form,
    }
    return render(request, "groups/admission.html", context, status=422 if form.errors else 200)


def _row(rule: AdmissionRule, ground: Ground) -> dict[str, Any]:
    return {
        "rule": rule,
        "sound": queries.is_askable(rule, ground),
        "sentences": [sentence_of(one, ground) for one in rule.conditions],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: HttpRequest, space: str) -> HttpResponse:
    here = _space(request, space)
    return _edit(request, here, None)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    found = queries.get_rule(request.viewer, rule)
    return _edit(request, found.space, found)


def _edit(request: HttpRequest, space: Space, rule: AdmissionRule | None) -> HttpResponse:
    ground = queries.ground_for(request.viewer, space)
    form = RuleForm(request.POST if request.method == "POST" else None, ground=ground, rule=rule)
    if form.is_bound and form.is_valid():
        try:
            if rule is None:
                add_rule(request.viewer, space, **form.fields_of_rule)
            else:
                change_rule(request.viewer, rule, **form.fields_of_rule)
        except Invalid as error:
            form.show(error)
        except Conflict as error:
            messages.warning(request, str(error))
            return redirect(_back(space))
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(space))
    context = {"space": space, "form": form, "rule": rule}
    return render(request, "groups/admission_rule.html", context, status=422 if form.is_wrong else 200)


@require_POST
def remove(request: HttpRequest, rule: str) -> HttpResponse:
    found = queries.get_rule(request.viewer, rule)
    remove_rule(request.viewer, found)
    messages.success(request, _("The rule is gone. What it decided stays."))
    return redirect(_back(found.space))


@require_POST
def move(request: HttpRequest, rule: str) -> HttpResponse:
    """One up or one down."""
    found = queries.get_rule(request.viewer, rule)
    ids = [one.public_id for one in queries.rules_of(found.space)]
    at = ids.index(found.public_id)
    to = at + 1 if request.POST.get("to") == "down" else at - 1
    if 0 <= to < len(ids):
        ids[at], ids[to] = ids[to], ids[at]
        try:
            order_rules(request.viewer, found.space, ids)
        except Conflict as error:
            messages.warning(request, str(error))
    return redirect(_back(found.space))


@require_safe
def trial(request: HttpRequest, space: str) -> HttpResponse:
    """Nothing is decided here."""
    here = _space(request, space)
    known = bool(can_try_rules(request.viewer, here, queries.knows_all_asked(request.viewer, here)))
    tried = queries.trial_of(here) if known else []
    decided = sum(one.verdict.rule is not None for one in tried)
    context = {"space": here, "known": known, "tried": tried, "decided": decided, "left": len(tried) - decided}
    return render(request, "groups/admission_trial.html", context)


def _space(request: HttpRequest, public_id: str) -> Space:
    here = get_space(request.viewer, public_id)
    ensure(can_set_admission(request.viewer, here))
    return here


def _back(space: Space) -> str:
    return brand_url("groups:admission", space=space.public_id)
