"""What stands behind an invitation's code, and where it leads."""

import re
from urllib.parse import unquote

from django.core import mail

from members.actions import create_invite_link, invite_address, set_consent_text


def test_whoever_comes_by_a_link_is_asked_what_the_brand_asks(cast, group, page):
    set_consent_text(cast.owner, "news", "May we?")
    link = create_invite_link(cast.admin, group)
    answer = page(cast.outsider).post(f"/@shanlan/i/{link.code}/accept/")
    assert answer.status_code == 302 and "/me/privacy/consent/?next=" in answer["Location"]


def test_nobody_is_asked_where_nothing_is_asked(cast, group, page):
    link = create_invite_link(cast.admin, group)
    answer = page(cast.outsider).post(f"/@shanlan/i/{link.code}/accept/")
    assert answer["Location"] == "/@shanlan/g/roastery/"


def test_signing_up_leads_on_to_the_invitation(cast, group, client):
    """Through the letter with the confirmation, in the same browser."""
    invite = invite_address(cast.moderator, group, "new@example.com")
    here = f"/@shanlan/i/{invite.code}/"
    page = client.get(here).content.decode()
    assert "焙火室" in page and f"/accounts/signup/?next={here}" in unquote(page)
    form = {"display_name": "New", "email": "new@example.com", "password1": "a-long-enough-phrase", "next": here}
    assert client.post("/accounts/signup/", form).status_code == 302
    confirm = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
    assert client.post(confirm)["Location"] == here
    assert client.post(f"{here}accept/")["Location"] == "/@shanlan/g/roastery/"
