"""The way from a letter to its settings, without signing in."""

import re
from urllib.parse import unquote

import pytest
from django.core import mail

from accounts.models import User
from activity.dispatch import dispatch_batch
from campaigns.actions import draft_announcement, publish_now
from delivery.actions import deliver_due
from delivery.letters import addressee, letters_path
from delivery.models import Preference


@pytest.fixture
def letter(cast, group, settings, tmp_path):
    settings.PLAZA_MAIL_CHANNEL = "smtp"
    publish_now(cast.admin, draft_announcement(cast.admin, group, title="Beans", body="On Friday."))
    while dispatch_batch():
        pass
    while deliver_due():
        pass
    return next(one for one in mail.outbox if one.to == [cast.member.user.email])


def path_in(header: str) -> str:
    return header.strip("<>").removeprefix("http://testserver")


def test_letter_leads_to_its_settings_without_signing_in(letter, cast, client):
    path = re.search(r"http://testserver(/@shanlan/letters/\S+)", letter.body)[1]
    shown = client.get(path).content.decode()
    assert "山嵐咖啡" in shown and "m…@e….com" in shown
    assert cast.member.user.email not in shown and "member@" not in shown
    assert not Preference.objects.exists()
    client.post(path, {"on": ["announcement.email"]})
    off = Preference.objects.filter(account=cast.member.user, channel="email", wanted=False)
    assert off.exists() and not off.filter(kind="announcement").exists()


def test_one_click_stops_this_kind_only(letter, cast, client):
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_in(letter.extra_headers["List-Unsubscribe"])
    assert client.get(path).status_code == 200 and not Preference.objects.exists()
    for _time in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    kept = Preference.objects.filter(account=cast.member.user)
    assert list(kept.values_list("kind", "channel", "wanted")) == [("announcement", "email", False)]


@pytest.mark.parametrize("change", ["x", "", "AAAA"])
def test_altered_word_leads_nowhere(cast, brand, client, change):
    path = letters_path(cast.member.user).rstrip("/")
    assert client.get(f"{path[:-3]}{change}q/").status_code == 404
    assert client.post(f"{path[:-3]}{change}q/", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_word_of_another_brand_leads_nowhere(cast, brand, other_brand, client):
    word = unquote(letters_path(cast.member.user).split("/")[-2])
    assert addressee(word) is not None
    assert client.get(f"/@chizhuan/letters/{word}/").status_code == 404


def test_word_of_someone_who_is_gone_leads_nowhere(cast, brand, client):
    path = letters_path(cast.member.user)
    User.objects.filter(pk=cast.member.user.pk).update(is_active=False)
    assert client.get(path).status_code == 404
