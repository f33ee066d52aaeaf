"""Nine cases of a repeated POST. Each runs through a real address: opening a community."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from rest_framework.response import Response

from brands import idempotency
from brands.actions import create_key
from brands.models import IdempotencyKey
from communities.api.views.settings import Communities
from core import clock
from core.errors import Conflict
from members.models import BrandMember
from members.viewer import Viewer
from spaces.models import Space
from tests.pictures import png

ADDRESS = "/api/v1/@shanlan/communities/"


@pytest.fixture
def post(page, cast):
    def send(name="Plaza", *, who="owner", key="k1", address=ADDRESS, **extra):
        headers = {"Idempotency-Key": key} if key else {}
        return page(getattr(cast, who)).post(
            address, {"name": name, **extra}, content_type="application/json", headers=headers
        )

    return send


def opened() -> int:
    return Space.objects.filter(kind="community").exclude(slug="plaza").count()


def test_repeated_success_is_given_again_and_done_once(post):
    first, second = post("Beans"), post("Beans")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotent-Replay" not in first and second["Idempotent-Replay"] == "true"
    assert opened() == 1


def test_without_a_key_each_request_counts(post):
    post("Beans", key="")
    post("Beans", key="")
    assert opened() == 2


def test_refused_input_is_not_kept(post):
    assert post("").status_code == 422
    assert post("Beans").status_code == 201
    assert opened() == 1


def test_refusal_inside_the_work_is_not_kept(post):
    """The name of the address is only known to be taken while saving."""
    assert post("Beans", slug="beans", key="a").status_code == 201
    assert post("Tea", slug="beans").status_code == 422
    assert not IdempotencyKey.objects.filter(key="k1").exists()


def test_crash_after_the_work_leaves_neither_work_nor_answer(post, monkeypatch):
    class Crash(RuntimeError):
        pass

    def fall(*_args):
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "_keep", fall)
        with pytest.raises(Crash):
            post("Beans")
    assert opened() == 0
    assert post("Beans").status_code == 201
    assert opened() == 1


def test_error_that_a_view_answers_itself_takes_its_work_back(post, monkeypatch):
    def half_done(self, request):
        self.create_space(request)
        return Response({"title": "no"}, status=409)

    with monkeypatch.context() as patched:
        patched.setattr(Communities, "post", half_done)
        assert post("Beans").status_code == 409
    assert opened() == 0
    assert post("Beans").status_code == 201


def test_same_key_for_another_request_is_refused(post):
    post("Beans")
    answer = post("Tea")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    elsewhere = post("Beans", address="/api/v1/@shanlan/groups/")
    assert elsewhere.json()["code"] == "idempotency_mismatch"
    assert opened() == 1


def test_order_of_fields_makes_no_other_request(post):
    post("Beans", tagline="t", goal="g")
    assert post("Beans", goal="g", tagline="t")["Idempotent-Replay"] == "true"


def test_someone_who_lost_the_power_gets_their_old_answer_but_no_new_work(post, cast):
    post("Beans")
    BrandMember.objects.filter(account=cast.owner.user).update(role="")
    assert post("Beans").status_code == 201
    assert post("Tea", key="k2").status_code == 403
    assert opened() == 1


def test_refusal_is_asked_again_once_the_power_is_there(post, cast):
    assert post("Beans", who="member").status_code == 403
    BrandMember.objects.filter(account=cast.member.user).update(role="manager")
    assert post("Beans", who="member").status_code == 201


def test_two_people_may_use_the_same_key(post):
    post("Beans")
    answer = post("Beans", who="manager")
    assert "Idempotent-Replay" not in answer
    assert opened() == 2


def test_visitors_are_never_given_what_another_visitor_got(post):
    assert post("Beans", who="anonymous").status_code == 401
    assert not IdempotencyKey.objects.exists()


@pytest.fixture
def running(post, cast):
    """The first request has begun and not answered."""
    post("Beans")
    Space.objects.filter(kind="community").exclude(slug="plaza").delete()
    rows = IdempotencyKey.objects.filter(key="k1")
    rows.update(status=None, body="")
    return rows


def test_rival_of_a_running_request_is_told_to_wait(post, running):
    answer = post("Beans")
    assert (answer.status_code, answer.json()["code"]) == (409, "still_running")
    assert opened() == 0


def test_request_lost_with_its_process_is_taken_over(post, running):
    running.update(created_at=clock.now() - dt.timedelta(minutes=1))
    assert post("Beans").status_code == 201
    assert opened() == 1
    assert post("Beans")["Idempotent-Replay"] == "true"


def test_request_that_was_taken_over_does_nothing_when_it_wakes(running):
    row = running.get()
    running.update(created_at=clock.now() + dt.timedelta(seconds=1))
    with pytest.raises(Conflict), transaction.atomic():
        idempotency._hold(row)


@pytest.mark.parametrize("key", ["k" * 256, "a\tb"])
def test_unusable_key_is_refused(post, key):
    answer = post("Beans", key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_idempotency_key")


def test_key_on_an_address_that_takes_no_posts_is_405(page, cast, community):
    address = f"{ADDRESS}{community.public_id}/"
    answer = page(cast.owner).post(address, {}, content_type="application/json", headers={"Idempotency-Key": "k"})
    assert answer.status_code == 405


def test_upload_is_part_of_what_was_sent(page, operator):
    browser = page(Viewer(operator))

    def send(**fields):
        return browser.post("/api/v1/brands/", {"name": "Mist", **fields}, headers={"Idempotency-Key": "k"})

    first, again = send(logo=png()), send(logo=png())
    assert first.status_code == 201 and first.json()["logo_url"]
    assert again.json() == first.json() and again["Idempotent-Replay"] == "true"
    assert send(logo=png(colour="#ff0000")).json()["code"] == "idempotency_mismatch"


def test_session_needs_its_token_and_a_key_does_not(cast, brand):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(ADDRESS, {"name": "Beans"}, content_type="application/json").status_code == 403
    _key, secret = create_key(cast.owner, brand, label="x", scopes=["brand:write"])
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client(enforce_csrf_checks=True).post(
        ADDRESS, {"name": "Beans"}, content_type="application/json", headers=headers
    )
    assert answer.status_code == 201
