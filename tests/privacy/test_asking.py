"""Asking to be forgotten: the grace, taking it back, and who cannot go."""

import datetime as dt

import pytest

from content.models import Post
from core import clock
from core.errors import Conflict, NotAllowed
from members.actions import appoint, request_erasure, withdraw_erasure
from members.models import BrandMember
from members.viewer import Viewer


def test_nothing_happens_before_the_grace_is_over_and_it_can_be_taken_back(life, marker, work):
    request = request_erasure(life.viewer)
    work()
    assert Post.objects.filter(body__contains=marker).exists()
    withdraw_erasure(life.viewer, request)
    withdraw_erasure(life.viewer, request)
    with clock.at(clock.now() + dt.timedelta(days=9)):
        work()
    request.refresh_from_db()
    assert request.state == "withdrawn" and Post.objects.filter(body__contains=marker).exists()
    assert request_erasure(life.viewer).state == "waiting"  # and asked for again


def test_it_cannot_be_taken_back_once_it_runs(life, forget):
    request = request_erasure(life.viewer, scope="brand")
    forget(request)
    with pytest.raises(NotAllowed):
        withdraw_erasure(Viewer(life.viewer.user), request)


def test_grace_and_work_are_within_72_hours(life):
    request = request_erasure(life.viewer)
    assert request.due_at - request.requested_at < dt.timedelta(hours=72)


def test_one_request_at_a_time(life):
    request_erasure(life.viewer)
    with pytest.raises(Conflict):
        request_erasure(life.viewer, keep_posts=True)


def test_last_owner_cannot_be_forgotten(cast, brand, account):
    for scope in ("brand", "account"):
        with pytest.raises(NotAllowed) as refused:
            request_erasure(cast.owner, scope=scope)
        assert refused.value.code == "last_owner"
    appoint(brand, account("second"), "owner")
    assert request_erasure(Viewer(cast.owner.user)).state == "waiting"


def test_who_became_the_last_owner_meanwhile_is_not_forgotten(cast, brand, account, forget):
    second = account("second")
    appoint(brand, second, "owner")
    request = request_erasure(Viewer(cast.owner.user))
    BrandMember.objects.filter(account=second).update(role="manager")
    done = forget(request)
    assert (done.state, done.error) == ("failed", "last_owner")
    assert BrandMember.objects.filter(account=cast.owner.user).exists()


def test_last_operator_cannot_be_forgotten(operator, brand, account):
    BrandMember.objects.filter(account=operator).update(role="")
    with pytest.raises(NotAllowed) as refused:
        request_erasure(Viewer(operator), scope="account")
    assert refused.value.code == "last_operator"


def test_the_same_address_is_another_hash_in_another_brand(brand, other_brand):
    from members.bars import digest

    assert digest(brand.pk, "a@example.com") != digest(other_brand.pk, "a@example.com")
    assert digest(brand.pk, " A+x@Example.com") == digest(brand.pk, "a@example.com")
