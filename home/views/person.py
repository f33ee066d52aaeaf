"""What a person wrote: loaded into their page, or a page of its own where no script runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.queries import posts_by, words
from core.htmx import wants_fragment
from members.queries import get_person


@require_safe
def posts(request: HttpRequest, member: str) -> HttpResponse:
    person = get_person(request.viewer, member)
    context = {"person": person, "cards": posts_by(request.viewer, person), "words": words(), "may_react": False}
    template = "home/_person_posts.html" if wants_fragment(request) else "home/person_posts.html"
    return render(request, template, context)
