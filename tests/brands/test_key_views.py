"""The keys page: shown once, revoked for good."""

from brands.models import ApiKey


def test_new_key_is_shown_in_one_answer_only(page, cast, brand):
    browser = page(cast.owner)
    answer = browser.post("/@shanlan/manage/keys/", {"label": "Till", "scopes": ["coupons:write"], "days": "90"})
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert secret not in browser.get("/@shanlan/manage/keys/").content.decode()
    assert ApiKey.objects.get().expires_at is not None


def test_key_without_scopes_comes_back_with_the_label_typed(page, cast, brand):
    answer = page(cast.owner).post("/@shanlan/manage/keys/", {"label": "Till", "days": "90"})
    assert answer.status_code == 422
    assert 'value="Till"' in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_revoking_asks_first_and_then_says_so(page, cast, brand):
    browser = page(cast.owner)
    browser.post("/@shanlan/manage/keys/", {"label": "Till", "scopes": ["coupons:write"], "days": "0"})
    key = ApiKey.objects.get()
    assert f'id="revoke-{key.prefix}"' in browser.get("/@shanlan/manage/keys/").content.decode()
    answer = browser.post(f"/@shanlan/manage/keys/{key.prefix}/revoke/", follow=True)
    assert "Till is revoked." in answer.content.decode()
    key.refresh_from_db()
    assert key.revoked_at and key.expires_at is None
