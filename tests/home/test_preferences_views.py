"""Language and theme: cookies, set by plain forms."""

import pytest

pytestmark = pytest.mark.django_db


def test_visitor_chooses_a_language_without_script_or_token(client):
    answer = client.post("/preferences/language/", {"language": "zh-hans", "next": "/accounts/login/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/"
    assert '<html lang="zh-Hans"' in client.get("/accounts/login/").content.decode()


def test_signed_in_choice_is_kept_in_the_account(client, account):
    user = account("ruoqing")
    client.force_login(user)
    client.post("/preferences/language/", {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"


def test_unknown_language_changes_nothing(client):
    assert "django_language" not in client.post("/preferences/language/", {"language": "xx"}).cookies


def test_theme_is_written_into_the_page(client):
    client.post("/preferences/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()
    client.post("/preferences/theme/", {"theme": ""})
    assert "data-theme=" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_other_sites_cannot_choose_for_you(client, headers):
    assert "theme" not in client.post("/preferences/theme/", {"theme": "dark"}, headers=headers).cookies


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\x.example"]
)
def test_way_back_stays_on_this_site(client, to):
    assert client.post("/preferences/theme/", {"theme": "dark", "next": to})["Location"] == "/"


def test_anonymous_page_carries_no_token_and_sets_no_cookie(client):
    answer = client.get("/nothing/here/")
    assert "csrf" not in answer.content.decode()
    assert not answer.cookies
