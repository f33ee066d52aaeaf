"""Whether an address has an account cannot be learned here: same status, same bytes, same work, same number of letters."""

import re
import time
from statistics import median

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from tests.accounts.conftest import prove, sign_in

pytestmark = pytest.mark.django_db
OF_THE_MOMENT = {"Content-Length", "Expires", "X-Request-ID", "X-Request-Id"}
FREE = "rachel@example.com"  # as long as the address that is taken
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def taken(account) -> str:
    return account("rebeka").email


def seen(answer, email: str) -> tuple:
    """Everything a stranger gets, without the token and the address they typed themselves."""
    body = TOKEN.sub("", answer.content.decode()).replace(email, "…")
    headers = {name: value for name, value in answer.items() if name not in OF_THE_MOMENT}
    return answer.status_code, body, headers, sorted(answer.cookies)


FORMS = {
    "/accounts/login/": lambda email: {"login": email, "password": "not-the-password"},
    "/accounts/signup/": lambda email: {"display_name": "x", "email": email, "password1": "a-long-enough-phrase"},
    "/accounts/password/reset/": lambda email: {"email": email},
}


@pytest.mark.parametrize("path", FORMS)
def test_taken_and_free_addresses_get_the_same_answer(path, taken):
    free = Client().post(path, FORMS[path](FREE), follow=True)
    known = Client().post(path, FORMS[path](taken), follow=True)
    assert seen(free, FREE) == seen(known, taken)
    assert free.redirect_chain == known.redirect_chain


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_taken_and_free_addresses_get_one_letter_each(path, taken):
    for email in (FREE, taken):
        Client().post(path, FORMS[path](email))
    assert [letter.to for letter in mail.outbox] == [[FREE], [taken]]


def test_other_spellings_of_a_taken_address_are_the_same_address(taken):
    Client().post("/accounts/signup/", FORMS["/accounts/signup/"](taken.upper()))
    assert mail.outbox[-1].subject == "You already have an account"


def test_adding_an_address_to_ones_account_does_not_say_whose_it_is(account, taken):
    answers = []
    for handle, email in (("first", FREE), ("other", taken)):
        browser = prove(sign_in(account(handle)))
        answer = browser.post("/accounts/email/", {"email": email, "action_add": ""}, follow=True)
        body = re.sub(rf"{handle}|name=\"csrf-token\" content=\"[^\"]+\"|data-hue=\"\d\"", "", answer.content.decode())
        answers.append((answer.status_code, TOKEN.sub("", body).replace(email, "…").lower()))
    assert re.sub(r">[fo]<", "", answers[0][1]) == re.sub(r">[fo]<", "", answers[1][1])
    assert answers[0][0] == answers[1][0]
    assert len(mail.outbox) == 2


def test_links_of_password_letters_say_nothing_about_numbers(account):
    user = account("ruoqing")
    for key in ("x-y", f"{user.pk}-set-password", "zzzzzz-abc-def"):
        answer = Client().get(f"/accounts/password/reset/key/{key}/")
        assert answer.status_code == 200
        assert "This link has expired" in answer.content.decode()


class Slow(PBKDF2PasswordHasher):
    """Slow enough to stand out from everything else that a request does."""

    iterations = 120_000


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
def test_taken_and_free_addresses_cost_the_same_time(path, settings, taken):
    """A ratio of medians, and the twin below shows that it would notice."""
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.Slow"]
    rehash(taken)
    free = [timed(path, f"rachel{number}@example.com") for number in range(5)]
    known = [timed(path, taken) for _ in range(5)]
    assert 0.5 < median(free) / median(known) < 2, (free, known)


def test_twin_without_the_equal_work_is_noticed(settings, taken, monkeypatch):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.Slow"]
    rehash(taken)
    monkeypatch.setattr(
        "allauth.account.auth_backends.AuthenticationBackend._mitigate_timing_attack", lambda self, password: None
    )
    free = [timed("/accounts/login/", f"rachel{number}@example.com") for number in range(5)]
    known = [timed("/accounts/login/", taken) for _ in range(5)]
    assert not 0.5 < median(free) / median(known) < 2, (free, known)


def rehash(email: str) -> None:
    from accounts.models import User

    user = User.objects.get(email=email)
    user.set_password("correct-horse-battery")
    user.save()


def timed(path: str, email: str) -> float:
    form, start = FORMS[path](email), time.process_time()
    Client().post(path, form)
    return time.process_time() - start
