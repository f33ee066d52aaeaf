"""A life in one brand: one person with a marker in every text that they can leave behind."""

import secrets
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from brands.actions import create_key
from brands.models import ApiKey
from campaigns.actions import claim_coupon, issue_coupon
from campaigns.models import WrongCode
from content.actions import add_reaction, attach_photo, publish_comment, publish_post, remove_comment, remove_post
from core.images import safe_picture
from delivery.models import Preference
from members.actions import (
    answer_consents,
    answer_question,
    apply_to_space,
    ask_applicant,
    create_tag,
    decline_application,
    join_space,
    set_consent_text,
    tag_member,
    update_profile,
    work_on_due,
)
from members.models import BrandMember, DataRequest, Membership
from members.viewer import Viewer
from tests.pictures import png


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path) -> None:
    settings.PLAZA_MAIL_DIR, settings.PLAZA_ERASURE_LEDGER = tmp_path / "mail", tmp_path / "erasures"


@pytest.fixture
def marker() -> str:
    return f"zqcanary{secrets.token_hex(4)}"


@pytest.fixture
def life(brand, community, group, cast, account, marker, settle) -> SimpleNamespace:
    """Whoever `life.viewer` is has done one of everything, and each text that they wrote holds the marker."""
    user = account(marker)
    viewer = Viewer(user)
    set_consent_text(cast.owner, "news", "May we write to you?")
    join_space(viewer, community)
    update_profile(viewer, display_name=f"{marker} name", bio=f"{marker} bio", avatar=png())
    answer_consents(viewer, {"news": True})
    posts = [publish_post(viewer, community, title=f"{marker} t", body=f"{marker} body {n}") for n in range(2)]
    pictured = publish_post(viewer, community, body=f"{marker} p", photos=[safe_picture(png(), alt=f"{marker} alt")])
    removed = remove_post(viewer, publish_post(viewer, community, body=f"{marker} removed"))
    others = publish_post(cast.guest, community, body="Somebody else's words")
    answer = publish_comment(cast.guest, posts[0], body="An answer of another person")
    comment = publish_comment(viewer, others, body=f"{marker} comment")
    remove_comment(viewer, publish_comment(viewer, others, body=f"{marker} gone comment"))
    add_reaction(viewer, others)
    add_reaction(viewer, answer)
    attach_photo(viewer, community, safe_picture(png(), alt=f"{marker} loose"))
    application = apply_to_space(viewer, group, answers={"q1": f"{marker} answer"})
    ask_applicant(cast.admin, application, question=f"{marker}, since when?")
    answer_question(viewer, application, answer=f"{marker} since long")
    decline_application(cast.admin, application, reason=f"{marker} is not ready")
    key, _secret = create_key(cast.owner, brand, label=f"{marker} key", scopes=["content:read"])
    ApiKey.objects.filter(pk=key.pk).update(account=user)
    coupon = issue_coupon(cast.owner, None, title="A cup", quantity=5)
    claim = claim_coupon(viewer, coupon)
    WrongCode.objects.create(brand=brand, member=viewer.member)
    Preference.objects.create(brand=brand, account=user, kind="coupon", channel="inbox", wanted=False)
    tag = create_tag(cast.owner, name="Regular")
    tag_member(cast.owner, tag, viewer.member, why=f"{marker} comes often")
    BrandMember.objects.filter(pk=viewer.member.pk).update(
        region=f"{marker} town", interests=[f"{marker} tea"], source_label=f"{marker} link", birthday="1990-01-01"
    )
    said = {"mute_reason": f"{marker} was loud", "end_reason": f"{marker} was removed once"}
    Membership.objects.filter(member=viewer.member).update(**said)
    viewer.refresh()
    settle()
    return SimpleNamespace(
        viewer=viewer,
        member=viewer.member,
        posts=posts,
        pictured=pictured,
        removed=removed,
        others=others,
        comment=comment,
        claim=claim,
        coupon=coupon,
        key=key,
    )


@pytest.fixture
def forget() -> Callable[[DataRequest], DataRequest]:
    """The grace is over and the worker comes, both times."""

    def run(request: DataRequest) -> DataRequest:
        for _time in range(2):
            due = DataRequest._base_manager.filter(pk=request.pk)
            due.update(due_at=request.requested_at)
            while work_on_due():
                pass
        request.refresh_from_db()
        return request

    return run


@pytest.fixture
def work() -> Callable[[], None]:
    def run() -> None:
        while work_on_due():
            pass

    return run
