"""Signing up, in and out in Plaza's own clothes."""

import re

import pytest
from django.core import mail

from accounts.models import User

pytestmark = pytest.mark.django_db

PAGES = [
    "login/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "confirm-email/",
    "confirm-email/none/",
    "inactive/",
]
OWN_PAGES = ["email/", "password/change/", "logout/"]


@pytest.mark.parametrize("path", PAGES)
def test_visitor_pages_have_a_heading_a_language_and_a_landmark(client, path):
    html = client.get(f"/accounts/{path}").content.decode()
    assert html.count("<h1") == 1
    assert '<html lang="' in html
    assert '<main id="main"' in html


@pytest.mark.parametrize("path", OWN_PAGES)
def test_pages_of_ones_account_open_for_the_signed_in(client, account, path):
    client.force_login(account("ruoqing"))
    html = client.get(f"/accounts/{path}").content.decode()
    assert html.count("<h1") == 1
    assert '<meta name="csrf-token"' in html


def test_sign_up_confirm_and_arrive(client):
    form = {"display_name": "林若晴", "email": "ruoqing@example.com", "password1": "correct-horse-battery"}
    assert client.post("/accounts/signup/", form).status_code == 302
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    assert "Confirm your e-mail address" in client.get(link).content.decode()
    client.post(link)
    user = User.objects.get(email="ruoqing@example.com")
    assert user.display_name == "林若晴"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_letters_have_a_plain_and_a_styled_body(client, account):
    user = account("ruoqing")
    client.post("/accounts/password/reset/", {"email": user.email})
    letter = mail.outbox[0]
    assert letter.subject == "Choose a new password"
    assert [kind for _, kind in letter.alternatives] == ["text/html"]


def test_failed_sign_up_names_each_field(client):
    html = client.post("/accounts/signup/", {"email": "x@"}).content.decode()
    assert 'href="#id_display_name"' in html
    assert 'href="#id_email"' in html


def test_brand_behind_the_sign_in_receives_the_guest(client, brand):
    html = client.get("/accounts/login/?next=/@shanlan/c/plaza/").content.decode()
    assert "山嵐咖啡" in html
    assert "/@shanlan/theme.css?v=" in html
    assert "山嵐咖啡" not in client.get("/accounts/login/?next=/@nobody/").content.decode()
