"""Every write route with fields that it never asked for: nobody's role, powers, standing or brand moves by them."""

from importlib import import_module
from typing import Any

import pytest
from rest_framework.serializers import CharField

from core.api import throttles
from core.api.accepted import _shape_of
from members.api import serializers as shapes
from members.api import views as api
from members.models import BrandMember
from tests.permissions.extra_fields import all_moved, routes


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    monkeypatch.setattr(throttles, "RATES", dict.fromkeys(throttles.RATES, "100000/min"))


@pytest.fixture
def things(brand, other_brand, cast, community, group, secret) -> tuple:
    return brand, other_brand, cast, community, group, secret


DOORS = {
    "pages of the brand": lambda row: "-api:" not in row.name and "space_slug" not in row.arguments,
    "pages of spaces": lambda row: "-api:" not in row.name and "space_slug" in row.arguments,
    "rest": lambda row: "-api:" in row.name,
}


@pytest.mark.parametrize("door", DOORS)
def test_extra_fields_move_nobody(door, things, page):
    rows = list(filter(DOORS[door], routes()))
    assert len(rows) > 40
    assert all_moved(rows, things, page) == []


# -- and the test sees what it is for ---------------------------------------------------------------------------------


def caught(things: tuple, page: Any, name: str, method: str) -> list[str]:
    return all_moved([row for row in routes() if (row.name, row.method) == (name, method)], things, page)


def test_form_that_takes_a_role_is_caught(things, page, monkeypatch):
    module = import_module("members.views.profile")
    really = module._saved

    def planted(request, form):
        BrandMember.objects.filter(pk=request.viewer.actor_id).update(role=request.POST.get("role", ""))
        return really(request, form)

    assert caught(things, page, "members:profile", "POST") == []
    monkeypatch.setattr(module, "_saved", planted)
    assert caught(things, page, "members:profile", "POST")


def test_operation_that_takes_a_role_is_caught(things, page, monkeypatch):
    """Described, so that the refusal of unknown fields does not help."""
    really = api.update_profile

    def planted(viewer, role="", **fields):
        BrandMember.objects.filter(pk=viewer.actor_id).update(role=role)
        return really(viewer, **fields)

    assert caught(things, page, "members-api:me", "PATCH") == []
    monkeypatch.setitem(shapes.ProfileChange._declared_fields, "role", CharField(required=False))
    monkeypatch.setattr(api, "update_profile", planted)
    _shape_of.cache_clear()
    assert caught(things, page, "members-api:me", "PATCH")
    _shape_of.cache_clear()
