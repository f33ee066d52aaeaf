"""A group that turns secret is gone for everyone outside, also for those who once asked to be let in."""

import pytest

from members.actions import apply_to_space, decline_application
from members.models import Application
from members.rules import can_see_application
from spaces.actions import update_space


@pytest.fixture
def asked(cast, group):
    return apply_to_space(cast.guest, group, answers={"q1": "Filter."})


def test_applicant_no_longer_meets_its_name(cast, group, asked, page, settle):
    decline_application(cast.admin, asked, reason="Later.")
    settle()
    update_space(cast.owner, group, name="Nameless now", visibility="secret")
    browser = page(cast.guest)
    for path in ("/@shanlan/me/inbox/", "/api/v1/@shanlan/inbox/", "/api/v1/@shanlan/applications/"):
        assert "Nameless now" not in browser.get(path).content.decode()
    assert browser.get(f"/api/v1/@shanlan/applications/{asked.public_id}/").status_code == 404


def test_list_and_rule_agree(cast, group, asked):
    update_space(cast.owner, group, visibility="secret")
    asked = Application.objects.select_related("space").get(pk=asked.pk)
    for viewer in (cast.guest, cast.admin, cast.owner, cast.member):
        listed = Application.objects.visible_to(viewer).filter(pk=asked.pk).exists()
        assert listed == bool(can_see_application(viewer, asked))
    assert not Application.objects.visible_to(cast.guest).exists()
