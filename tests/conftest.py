"""The cast: one brand with a community, a listed and a secret group, and everyone who may stand in or outside them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.models import User
from activity.dispatch import dispatch_batch
from brands.actions import create_brand
from brands.models import Brand
from core import tenancy
from delivery.actions import deliver_due
from members.actions import appoint, join_brand
from members.actions.memberships import enter
from members.models.membership import Role, Source
from members.viewer import Viewer, anonymous
from spaces.models import Space
from tests.migrated import django_db_modify_db_settings, django_db_setup
from tests.scene import Scene

__all__ = ["django_db_modify_db_settings", "django_db_setup"]

# Who stands where, for tests that walk over everyone. "outsider" belongs to another brand only.
CAST = (
    "owner",
    "manager",
    "editor",
    "agent",
    "analyst",
    "admin",
    "moderator",
    "expert",
    "member",
    "guest",
    "outsider",
    "anonymous",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if connection.vendor != "postgresql":
        skip = pytest.mark.skip(reason="races and locks need PostgreSQL: set DATABASE_URL")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def make_account(handle: str, **fields) -> User:
    user = User.objects.create_user(f"{handle}@example.com", "correct-horse-battery", display_name=handle, **fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def make_brand(operator: User) -> Brand:
    """山嵐咖啡 in Taipei."""
    return create_brand(operator, slug="shanlan", name="山嵐咖啡", time_zone="Asia/Taipei", language="en")


def make_other_brand(operator: User) -> Brand:
    return create_brand(operator, slug="chizhuan", name="赤磚書店", time_zone="Asia/Tokyo", language="en")


def make_community(brand: Brand) -> Space:
    return Space.objects.create(
        brand=brand,
        kind="community",
        slug="plaza",
        name="山嵐廣場",
        visibility="public",
        join_policy="open",
        posting_policy="members",
    )


def make_group(brand: Brand) -> Space:
    questions = [{"key": "q1", "label": "How do you drink coffee?", "kind": "text", "options": [], "required": True}]
    return Space.objects.create(
        brand=brand,
        kind="group",
        slug="roastery",
        name="焙火室",
        visibility="listed",
        join_policy="apply",
        posting_policy="review",
        questions=questions,
    )


def make_secret(brand: Brand) -> Space:
    return Space.objects.create(
        brand=brand,
        kind="group",
        slug="lab",
        name="實驗室",
        visibility="secret",
        join_policy="invite",
        posting_policy="members",
    )


def play() -> SimpleNamespace:
    """Both brands, the three spaces and the whole cast, by the real actions."""
    operator = make_account("operator", is_staff=True)
    brand, other_brand = make_brand(operator), make_other_brand(operator)
    with tenancy.activate(brand):
        spaces = (make_community(brand), make_group(brand), make_secret(brand))
        cast = _cast(brand, other_brand, *spaces)
    names = ("operator", "brand", "other_brand", "community", "group", "secret", "cast")
    return SimpleNamespace(**dict(zip(names, (operator, brand, other_brand, *spaces, cast), strict=True)))


def _cast(brand: Brand, other_brand: Brand, community: Space, group: Space, secret: Space) -> SimpleNamespace:
    viewers = {}
    for name in CAST[:5]:
        user = make_account(name)
        appoint(brand, user, name)
        viewers[name] = Viewer(user)
    for name in ("admin", "moderator", "expert", "member"):
        viewers[name] = Viewer(make_account(name))
        for space in (community, group, secret):
            enter(space, join_brand(viewers[name], brand), source=Source.JOINED, role=Role(name))
    viewers["guest"] = Viewer(make_account("guest"))
    enter(community, join_brand(viewers["guest"], brand), source=Source.JOINED)
    outsider = make_account("outsider")
    with tenancy.activate(other_brand):
        join_brand(Viewer(outsider), other_brand)
    viewers["outsider"] = Viewer(outsider)
    viewers["anonymous"] = anonymous()
    for viewer in viewers.values():
        viewer.refresh()
    for space in (community, group, secret):
        space.refresh_from_db()
    return SimpleNamespace(**viewers)


SCENE = Scene(play)


@pytest.fixture
def scene(request, db) -> SimpleNamespace | None:
    """For tests that name the cast: all of it at once. Others get only what they name, made for them."""
    return SCENE.set() if "cast" in request.fixturenames else None


@pytest.fixture
def account() -> Callable[..., User]:
    """Make an account: `account("ruoqing")`."""
    return make_account


@pytest.fixture
def operator(scene) -> User:
    return scene.operator if scene else make_account("operator", is_staff=True)


@pytest.fixture
def brand(operator, scene):
    """山嵐咖啡 in Taipei, active for the whole test."""
    made = scene.brand if scene else make_brand(operator)
    with tenancy.activate(made):
        yield made


@pytest.fixture
def other_brand(operator, scene) -> Brand:
    return scene.other_brand if scene else make_other_brand(operator)


@pytest.fixture
def community(brand, scene) -> Space:
    return scene.community if scene else make_community(brand)


@pytest.fixture
def group(brand, scene) -> Space:
    return scene.group if scene else make_group(brand)


@pytest.fixture
def secret(brand, scene) -> Space:
    return scene.secret if scene else make_secret(brand)


@pytest.fixture
def cast(brand, scene) -> SimpleNamespace:
    """A fresh Viewer for every name of CAST. Space roles are held in all three spaces; guest is in the community only."""
    return scene.cast


@pytest.fixture
def settle() -> Callable[[], None]:
    """What the worker does: dispatch every fact, hand over every delivery. Real functions, no eager tasks."""

    def run() -> None:
        while dispatch_batch():
            pass
        while deliver_due():
            pass

    return run


@pytest.fixture
def page(client) -> Callable:
    """`page(viewer).get("/@shanlan/…")`: a browser signed in as that viewer."""

    def sign_in(viewer: Viewer):
        if viewer.is_authenticated:
            client.force_login(viewer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        else:
            client.logout()
        return client

    return sign_in
