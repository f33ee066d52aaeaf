"""No way out is forgotten: addresses, notices, tasks, templates of letters and fields all stand in a registry."""

from fnmatch import fnmatch
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import models

from core import tenancy
from core.notices import catalogue
from delivery.channels import SENDERS
from delivery.models import Channel, Message
from tests.leaks.cast import MARKER
from tests.leaks.principals import PRINCIPALS
from tests.leaks.routes import ROUTES
from tests.leaks.surfaces import CODES, LETTERS, SURFACES, TASKS
from tests.leaks.walking import asking, asks, bytes_of
from tests.permissions.test_rules import own_apps
from tests.permissions.test_urls import ADDRESSES

REGISTERED = {name for name in ADDRESSES if not name.startswith(("admin:", "unnamed"))}
# Said to a person in words that nobody of a closed group wrote, or asked by tests of their own app.
UNPLANTED = {
    "announcement.held",
    "coupon.issued",
    "post.hidden",
    "post.approved",
    "application.approved",
    "role.changed",
    "brand.handed_over",
    "webhook.switched_off",
}


def test_every_address_is_registered():
    missing = REGISTERED - ROUTES.keys()
    assert not missing, f"add to tests/leaks/routes.py one line each, with the surface it is: {sorted(missing)}"
    assert not ROUTES.keys() - REGISTERED, "these addresses are gone"


def test_every_surface_is_walked_tested_or_explained():
    named = {surface for line in ROUTES.values() for surface in line.split()}
    assert set(SURFACES) == {f"S{number:02}" for number in range(1, 66)}
    assert named <= set(SURFACES)
    assert {one for one, how in SURFACES.items() if how is True} <= named
    gone = [how for how in SURFACES.values() if isinstance(how, str) and how.startswith("tests/")]
    assert not [one for one in gone if not (settings.BASE_DIR / one.partition(":")[0]).exists()]


def test_every_principal_is_there_or_explained():
    ids = {one.id for one in PRINCIPALS}
    assert ids == {f"P{number:02}" for number in range(1, 21)} | {f"K{number}" for number in range(1, 11)}
    assert all(one.note for one in PRINCIPALS if one.name is None)


def test_every_task_is_registered():
    current_app.loader.import_default_modules()
    ours = {name for name in current_app.tasks if not name.startswith("celery.")}
    assert ours == set(TASKS), "say in tests/leaks/surfaces.py what leaves the process through it"


def test_every_template_of_letters_is_registered():
    root = Path(settings.BASE_DIR) / "templates"
    found = {
        str(path.parent.relative_to(root))
        for path in root.rglob("*.*")
        if "email" in str(path.parent.relative_to(root)) and path.is_file()
    }
    assert found == set(LETTERS)


def test_every_channel_is_read():
    assert {str(one) for one in Channel} == {"inbox", "email"}, "letters and the inbox are read: read this one too"
    assert set(SENDERS) == {Channel.EMAIL}


@pytest.mark.django_db
def test_every_notice_was_made_in_the_planted_world(world):
    made = set(Message.objects.values_list("notice", flat=True))
    missing = {one.name for one in catalogue.values()} - made - UNPLANTED
    assert not missing, f"do in tests/leaks/planted.py what these notices tell of: {sorted(missing)}"


def text_fields(model: type[models.Model]) -> list[models.Field]:
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return [one for one in model._meta.concrete_fields if isinstance(one, kinds) and not one.choices]


@pytest.mark.django_db
def test_every_text_field_holds_a_canary(world):
    bare = []
    for model in (one for one in apps.get_models() if one._meta.app_label in own_apps()):
        for field in text_fields(model):
            label = f"{model._meta.label}.{field.name}"
            if any(fnmatch(label, one) for one in CODES):
                continue
            with tenancy.activate(world.brand):
                values = model._default_manager.values_list(field.name, flat=True)
                if not any(MARKER.search(str(value)) for value in values):
                    bare.append(label)
    assert not bare, f"plant a canary in tests/leaks/planted.py, or say in surfaces.py why not: {bare}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["insider", "guest", "manager"])
def test_no_address_names_the_mailbox_of_another(name, world, client):
    asking(client, world.principals[name])
    told = []
    with tenancy.activate(None):
        for ask in asks(world):
            answer = client.get(ask.path)
            others = bytes_of(answer).replace(f"{name}@example.com", "")
            if "@example.com" in others:
                told.append(ask.path)
            if answer.status_code == 200 and name != "guest" and "/@" in ask.path:
                assert "public" not in answer.headers.get("Cache-Control", "") or "theme" in ask.path, ask.path
    assert not told


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/manifest.json", "/llms.txt", "/feed/"])
def test_nothing_is_published_to_machines(path, world, client):
    for root in ("", "/@shanlan"):
        assert client.get(root + path).status_code == 404
