"""Authenticator apps and recovery codes: asked for at sign-in, kept secret, told about, and changed only by their owner."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.queries import has_second_factor
from accounts.second_factor import SecondFactorAdapter
from activity.models import Activity
from core.tenancy import across_brands
from tests.accounts.conftest import PASSWORD, code_of, prove, set_up_app, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

PROVES_FIRST = [
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/",
]


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize("path", PROVES_FIRST)
def test_changes_ask_for_the_password_again(browser, path):
    assert browser.get(path)["Location"].startswith("/accounts/reauthenticate/")
    assert browser.post(path, {"code": "000000"})["Location"].startswith("/accounts/reauthenticate/")


def test_app_is_shown_as_a_picture_and_in_letters_without_anything_inline(browser):
    page = prove(browser).get("/accounts/2fa/totp/activate/")
    html = page.content.decode()
    assert f'<code class="secret">{page.context["form"].secret}</code>' in html
    assert "<svg" in html
    assert not re.search(r"<style|\sstyle=|data:image|<script(?![^>]*\ssrc=)", html)


def test_sign_in_asks_for_a_code_and_takes_the_right_one_once(browser, ruoqing):
    secret = set_up_app(prove(browser))
    elsewhere = sign_in(ruoqing, client=Client())
    assert not signed_in(elsewhere)
    wrong = elsewhere.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "This code does not fit" in wrong.content.decode()
    code = code_of(secret, ahead=1)
    assert elsewhere.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert signed_in(elsewhere)
    again = sign_in(ruoqing, client=Client())
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_recovery_code_opens_once(browser, ruoqing):
    set_up_app(prove(browser))
    codes = browser.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(set(codes)) == 10
    first = sign_in(ruoqing, client=Client())
    first.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert signed_in(first)
    second = sign_in(ruoqing, client=Client())
    second.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert not signed_in(second)
    assert "9 codes left" in browser.get("/accounts/").content.decode()


def test_codes_can_be_kept_as_a_file_and_made_anew(browser):
    set_up_app(prove(browser))
    kept = browser.get("/accounts/2fa/recovery-codes/download/")
    assert kept["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "no-cache" in kept["Cache-Control"]
    before = kept.content.decode().split()
    assert browser.post("/accounts/2fa/recovery-codes/generate/").status_code == 302
    assert not set(before) & set(browser.get("/accounts/2fa/recovery-codes/download/").content.decode().split())


def test_secrets_are_not_readable_in_the_database(browser):
    secret = set_up_app(prove(browser))
    codes = browser.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_a_changed_secret_key_still_reads_what_the_old_one_wrote(settings):
    settings.SECRET_KEY = "old"
    written = SecondFactorAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert SecondFactorAdapter().decrypt(written) == "JBSWY3DP"


def test_owner_is_told_by_letter_and_the_fact_names_no_secret(browser, ruoqing):
    secret = set_up_app(prove(browser))
    assert [letter.subject for letter in mail.outbox] == ["An authenticator app was added"]
    assert mail.outbox[0].to == [ruoqing.email]
    assert "/accounts/password/reset/" in mail.outbox[0].body
    assert secret not in mail.outbox[0].body
    browser.post("/accounts/2fa/totp/deactivate/")
    assert mail.outbox[-1].subject == "The authenticator app was removed"
    with across_brands("facts of accounts have no brand"):
        facts = list(Activity.objects.filter(verb__startswith="account.second_factor").order_by("pk"))
    assert [(fact.verb, fact.target_id, fact.detail) for fact in facts] == [
        ("account.second_factor_added", ruoqing.pk, {}),
        ("account.second_factor_removed", ruoqing.pk, {}),
    ]


def test_a_mail_server_that_is_away_does_not_undo_the_change(browser, ruoqing, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    set_up_app(prove(browser))
    assert has_second_factor(ruoqing)


def test_last_factor_takes_its_recovery_codes_along(browser, ruoqing):
    set_up_app(prove(browser))
    browser.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=ruoqing).exists()


def test_nobody_reaches_the_passkeys_of_others(browser, account):
    key = Authenticator.objects.create(user=account("yian"), type="webauthn", data={"name": "Hers", "credential": {}})
    prove(browser)
    for step in ("remove", "edit"):
        path = f"/accounts/2fa/webauthn/keys/{key.pk}/{step}/"
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Hers"


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "null", '"x"', '{"id": 1}', '{"response": {"userHandle": "\\u0000"}}']
)
def test_nonsense_instead_of_a_passkey_is_refused(browser, credential):
    stranger = Client()
    stranger.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    answer = stranger.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code in (302, 422)
    assert not signed_in(stranger)
    prove(browser).get("/accounts/2fa/webauthn/add/")
    answer = browser.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential, "passwordless": "on"})
    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_operator_lets_somebody_in_who_lost_everything(browser, ruoqing):
    set_up_app(prove(browser))
    call_command("open_account", ruoqing.email.upper())
    assert not has_second_factor(ruoqing)
    assert browser.get("/accounts/").status_code == 302
    assert signed_in(sign_in(ruoqing, client=Client()))
    with pytest.raises(CommandError):
        call_command("open_account", "nobody@example.com")


def test_password_alone_still_opens_without_a_second_factor(ruoqing):
    browser = Client()
    browser.post("/accounts/login/", {"login": ruoqing.email, "password": PASSWORD})
    assert signed_in(browser)
