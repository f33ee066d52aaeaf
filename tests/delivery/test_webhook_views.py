"""Webhooks in the console: the secret shown once, what is wrong beside its field, asking before what cannot be undone."""

import pytest

from delivery.actions import send_due_webhooks
from delivery.models import EndpointState, SendState, WebhookDelivery, WebhookEndpoint
from members.actions import join_space

PAGE = "/@shanlan/manage/webhooks/"
WORDS = {"label": "Shop", "url": "https://hooks.shop.com/plaza", "verbs": ["membership.*"]}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def made(cast, page):
    page(cast.owner).post(PAGE, WORDS)
    return WebhookEndpoint.objects.get()


def test_empty_page_says_what_belongs_here(cast, page):
    assert "No webhooks yet" in text(page(cast.owner).get(PAGE))


def test_new_secret_is_shown_in_one_answer_only(cast, page):
    browser = page(cast.owner)
    answer = browser.post(PAGE, WORDS)
    made = WebhookEndpoint.objects.get()
    assert made.secret in text(answer) and made.secret.startswith("whsec_")
    assert "no-store" in answer["Cache-Control"]
    for path in (PAGE, f"{PAGE}{made.public_id}/"):
        assert made.secret not in text(browser.get(path))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://hooks.shop.com/x", "begins with https"),
        ("https://hooks.shop.com:22/", "port 443"),
        ("https://127.0.0.1/", "public server"),
        ("https://localhost/", "public server"),
        ("https://169.254.169.254/latest/", "public server"),
        ("hooks.shop.com", "public server"),
    ],
)
def test_bad_address_is_told_beside_the_field_and_what_was_typed_stays(cast, page, url, said):
    answer = page(cast.owner).post(PAGE, {**WORDS, "url": url})
    assert answer.status_code == 422
    assert said in text(answer) and url in text(answer) and 'value="Shop"' in text(answer)
    assert not WebhookEndpoint.objects.exists()


def test_nothing_chosen_is_told(cast, page):
    answer = page(cast.owner).post(PAGE, {**WORDS, "verbs": []})
    assert answer.status_code == 422 and "Choose at least one thing" in text(answer)


def test_one_too_many_is_told(cast, page, made, monkeypatch):
    monkeypatch.setattr("delivery.actions.webhooks.MOST", 1)
    answer = page(cast.owner).post(PAGE, WORDS)
    assert answer.status_code == 422 and "at most 1 webhooks" in text(answer)
    assert WebhookEndpoint.objects.count() == 1


def test_it_can_be_limited_to_a_secret_group_and_to_every_space_again(cast, page, made, secret):
    browser, path = page(cast.owner), f"{PAGE}{made.public_id}/"
    browser.post(path, {**WORDS, "spaces": [secret.public_id]})
    made.refresh_from_db()
    assert not made.every_space and list(made.spaces.all()) == [secret]
    assert secret.name in text(browser.get(path))
    browser.post(path, WORDS)
    made.refresh_from_db()
    assert made.every_space and not made.spaces.exists()


def test_wrong_change_shows_the_form_again_and_changes_nothing(cast, page, made):
    answer = page(cast.owner).post(f"{PAGE}{made.public_id}/", {**WORDS, "url": "ftp://x"})
    assert answer.status_code == 422 and "ftp://x" in text(answer)
    made.refresh_from_db()
    assert made.url == WORDS["url"]


def test_changed_secret_is_shown_once_with_the_end_of_the_old_one(cast, page, made):
    browser, path = page(cast.owner), f"{PAGE}{made.public_id}/"
    answer = browser.post(f"{path}secret/")
    made.refresh_from_db()
    assert made.secret in text(answer) and made.old_secret not in text(answer)
    assert "The secret before signs as well until" in text(answer)
    assert made.secret not in text(browser.get(path))


def test_pausing_and_resuming(cast, page, made):
    browser, path = page(cast.owner), f"{PAGE}{made.public_id}/"
    assert "Paused." in text(browser.post(f"{path}turn/pause/", follow=True))
    shown = text(browser.get(path))
    assert "Resume" in shown and "Send a test" not in shown
    browser.post(f"{path}turn/resume/")
    made.refresh_from_db()
    assert made.state == EndpointState.ON
    assert browser.post(f"{path}turn/explode/").status_code == 404


def test_log_shows_status_and_time_and_sends_again(cast, community, page, receiver, endpoint, send):
    told, browser = endpoint("500"), page(cast.owner)
    path = f"{PAGE}{told.public_id}/"
    join_space(cast.outsider, community)
    send()
    shown = text(browser.get(path))
    assert "membership.joined" in shown and "500" in shown and community.name in shown and "Failing" in shown
    WebhookDelivery.objects.update(state=SendState.FAILED, done_at=told.created_at)
    WebhookEndpoint.objects.update(url=receiver.url("ok"), next_at=told.created_at)
    sent = WebhookDelivery.objects.get()
    assert "Send again" in text(browser.get(path))
    browser.post(f"{path}log/{sent.public_id}/again/")
    send_due_webhooks()
    assert "Delivered" in text(browser.get(path))


def test_deleting_asks_first_and_then_says_so(cast, page, made):
    browser, path = page(cast.owner), f"{PAGE}{made.public_id}/"
    assert 'id="delete-ask"' in text(browser.get(path))
    assert "Shop is deleted." in text(browser.post(f"{path}delete/", follow=True))
    assert not WebhookEndpoint.objects.exists()


def test_menu_leads_there_for_the_owner_only(cast, page):
    assert PAGE in text(page(cast.owner).get("/@shanlan/manage/"))
    assert PAGE not in text(page(cast.manager).get("/@shanlan/manage/"))


def test_one_that_was_switched_off_says_why(cast, page, made):
    WebhookEndpoint.objects.update(state="off", off_because="gone")
    assert "answered that it is gone" in text(page(cast.owner).get(f"{PAGE}{made.public_id}/"))
