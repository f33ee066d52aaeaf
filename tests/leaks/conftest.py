"""The planted world, made once per module. What a test changes is taken back when it ends."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from activity.dispatch import dispatch_batch
from brands.actions import create_brand
from core import tenancy
from delivery.actions import deliver_due
from spaces.models import Space
from tests.leaks.planted import plant
from tests.scene import Scene


def settled() -> None:
    while dispatch_batch():
        pass
    while deliver_due():
        pass


def play() -> SimpleNamespace:
    operator = User.objects.create_user("planter@example.com", "correct-horse", is_staff=True)
    brand = create_brand(operator, slug="shanlan", name="山嵐咖啡", time_zone="Asia/Taipei", language="en")
    other = create_brand(operator, slug="chizhuan", name="赤磚書店", time_zone="Asia/Tokyo", language="en")
    with tenancy.activate(brand):
        plaza = {"slug": "plaza", "name": "山嵐廣場", "visibility": "public", "join_policy": "open"}
        community = Space.objects.create(brand=brand, kind="community", posting_policy="members", **plaza)
        return plant(brand, other, community, settled)


SCENE = Scene(play)


@pytest.fixture(scope="session")
def planted_mail(tmp_path_factory) -> Path:
    """Of the whole run: the letters of planting are written once, as its rows are."""
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, planted_mail) -> Iterator[SimpleNamespace]:
    """One transaction around the whole module, so that its tests need not put a single row back."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(PLAZA_MAIL_DIR=planted_mail):
        is_first = SCENE.kept is None
        world = SCENE.set()
        if is_first:
            OLD_LETTERS.update(planted_mail.glob("*.eml"))  # the secret group was a listed one then
        world.mail, world.old_letters = planted_mail, OLD_LETTERS
        yield world
        transaction.set_rollback(True)


OLD_LETTERS: set[Path] = set()


@pytest.fixture
def world(planted) -> Iterator[SimpleNamespace]:
    """The same world for every test, in the brand, with what was loaded about its people forgotten."""
    cache.clear()
    for letter in set(planted.mail.glob("*.eml")) - planted.old_letters:
        letter.unlink()  # its row was taken back, and another gets its key
    with transaction.atomic(), tenancy.activate(planted.brand):
        for viewer in (*vars(planted.cast).values(), *planted.principals.values()):
            if not isinstance(viewer, str):
                viewer.refresh()
        yield planted
        transaction.set_rollback(True)
