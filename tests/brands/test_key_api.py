"""API keys at the door: bad ones are 401, narrow ones 403 before anything is looked up, and never more than their owner."""

import datetime as dt

import pytest

from brands.actions import create_key, revoke_key
from brands.keys import digest_of
from brands.models import ApiKey
from core import clock, tenancy
from core.errors import Invalid, NotAllowed
from home.actions import open_brand
from members.models import BrandMember
from members.viewer import Viewer

LIST, GROUPS = "/api/v1/@shanlan/communities/", "/api/v1/@shanlan/groups/"


@pytest.fixture
def key(cast, brand):
    def make(*scopes, viewer=None, **fields):
        return create_key(viewer or cast.owner, brand, label="Till", scopes=scopes or ["content:read"], **fields)

    return make


@pytest.fixture
def ask(client):
    def send(secret, address=LIST, method="get", data=None):
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(address, data, content_type="application/json", headers=headers)

    return send


def test_key_opens_what_its_scope_says(key, ask):
    assert ask(key()[1]).status_code == 200


def test_secret_is_kept_only_as_a_digest(key):
    row, secret = key()
    assert row.digest == digest_of(secret)
    assert secret not in str(vars(row))


@pytest.mark.parametrize("secret", ["", "plz_x", "plz_aaaaaaaaaa_bbbb", "sk_live_1", "plz__"])
def test_unknown_key_is_401(brand, ask, secret):
    answer = ask(secret)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_credentials")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_right_prefix_with_another_secret_is_401(key, ask):
    assert ask(key()[1][:-1] + "!").status_code == 401


def test_key_of_another_brand_is_as_unknown_as_a_random_one(other_brand, operator, ask, brand):
    with tenancy.activate(None):
        open_brand(operator, slug="third", name="Third")
    third = type(brand).objects.get(slug="third")
    with tenancy.activate(third):
        _row, secret = create_key(Viewer(operator), third, label="x", scopes=["content:read"])
    assert ask(secret, "/api/v1/@third/communities/").status_code == 200
    assert ask(secret).json() == ask("plz_aaaaaaaaaa_bbbb").json()
    assert ask(secret).status_code == 401


def test_key_is_nobody_above_brands(key, ask):
    assert ask(key("brand:write")[1], "/api/v1/brands/").status_code == 401


def test_revoked_key_is_401_at_once(key, ask, cast):
    row, secret = key()
    revoke_key(cast.owner, row)
    assert ask(secret).status_code == 401


def test_expired_key_is_401(key, ask):
    row, secret = key(expires_at=clock.now() + dt.timedelta(hours=1))
    assert ask(secret).status_code == 200
    ApiKey.objects.filter(pk=row.pk).update(expires_at=clock.now() - dt.timedelta(seconds=1))
    assert ask(secret).status_code == 401


def test_key_of_a_closed_account_is_401(key, ask, cast):
    _row, secret = key()
    type(cast.owner.user).objects.filter(pk=cast.owner.user.pk).update(is_active=False)
    assert ask(secret).status_code == 401


def test_missing_scope_is_403_whether_or_not_the_thing_exists(key, ask, community):
    secret = key("content:read")[1]
    for place in (community.public_id, "zzzzzzzzzzzz"):
        answer = ask(secret, f"{LIST}{place}/", "patch", {"tagline": "x"})
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


def test_key_without_groups_scope_finds_no_secret_group(key, ask, secret):
    blind, seeing = key("content:read")[1], key("content:read", "groups:read")[1]
    assert ask(blind, f"{GROUPS}{secret.public_id}/").status_code == 404
    assert ask(seeing, f"{GROUPS}{secret.public_id}/").status_code == 200


def test_key_loses_what_its_owner_loses(key, ask, cast, community):
    secret, address = key("content:read", "brand:write")[1], f"{LIST}{community.public_id}/"
    assert ask(secret, address, "patch", {"tagline": "x"}).status_code == 200
    BrandMember.objects.filter(account=cast.owner.user).update(role="")
    assert ask(secret, address, "patch", {"tagline": "y"}).status_code == 403
    assert ask(secret, address).json()["settings"] is None


def test_only_the_owner_makes_and_revokes_keys(key, cast):
    row, _secret = key()
    for viewer in (cast.manager, cast.admin, cast.member):
        with pytest.raises(NotAllowed):
            key(viewer=viewer)
        with pytest.raises(NotAllowed):
            revoke_key(viewer, row)


@pytest.mark.parametrize(("scopes", "days"), [([], 1), (["root"], 1), (["content:read"], -1)])
def test_key_with_bad_settings_is_refused(cast, brand, scopes, days):
    with pytest.raises(Invalid):
        create_key(cast.owner, brand, label="Till", scopes=scopes, expires_at=clock.now() + dt.timedelta(days=days))
    assert not ApiKey.objects.exists()


def test_last_use_is_noted_once_a_minute(key, ask, django_assert_num_queries):
    row, secret = key()
    ask(secret)
    row.refresh_from_db()
    first = row.last_used_at
    assert first is not None
    ask(secret)
    row.refresh_from_db()
    assert row.last_used_at == first


def test_keys_cannot_be_made_over_rest():
    from tests.permissions.test_urls import ADDRESSES

    assert not [name for name in ADDRESSES if "api" in name and "key" in name]
