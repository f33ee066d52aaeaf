"""Being forgotten: nothing of the person is left anywhere, what others wrote and what was counted stays right."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from accounts.models import User
from activity.models import Activity
from analytics.models import MetricPoint
from analytics.rebuild import rebuild_metrics
from content.actions import publish_post
from content.models import Comment, Post
from core import clock, tenancy
from core.errors import NotAllowed, NotVisible
from delivery.models import Delivery
from members.actions import (
    join_brand,
    join_space,
    request_erasure,
    request_export,
)
from members.actions.memberships import end
from members.models import BarredAddress, BrandMember, DataRequest, Membership
from members.models.membership import State
from members.viewer import Viewer
from spaces.models import Space
from tests.privacy.tables import tables_with


def files_with(text: str) -> set[str]:
    """Letters in other people's mailboxes are theirs; the mail folder of an embedded install stands for those."""
    own = {f"{one.key}.eml" for one in Delivery.objects.filter(account__email__contains=text)}
    folders = (Path(settings.MEDIA_ROOT), Path(settings.PLAZA_MAIL_DIR), Path(settings.PLAZA_ERASURE_LEDGER))
    return {
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        if text in path.name or (path.is_file() and text.encode() in path.read_bytes() and _is_ours(path, own))
    }


def _is_ours(path: Path, own: set[str]) -> bool:
    return path.suffix != ".eml" or path.name in own


EVERYWHERE = {
    "accounts.User",
    "account.EmailAddress",
    "brands.ApiKey",
    "content.Attachment",
    "content.Comment",
    "content.Post",
    "members.Application",
    "members.BrandMember",
    "members.FollowUp",
    "members.MemberTag",
    "members.Membership",
}


def pictures_of(post: Post) -> set[str]:
    return {one.file.name for one in post.attachments.all()} | {one.small.name for one in post.attachments.all()}


def test_nothing_is_left_of_an_erased_account(life, marker, forget, settle):
    assert tables_with(marker) >= EVERYWHERE
    assert files_with(marker)
    letters = [Path(settings.PLAZA_MAIL_DIR) / f"{one.key}.eml" for one in Delivery.objects.filter(channel="email")]
    mine = [path for path in letters if path.exists() and f"To: {life.viewer.user.email}" in path.read_text()]
    assert mine
    storage, stored = life.member.avatar.storage, {life.member.avatar.name, *pictures_of(life.pictured)}
    assert all(map(storage.exists, stored))

    done = forget(request_erasure(life.viewer, scope="account"))
    settle()

    assert done.state == "done"
    assert tables_with(marker) == set()
    assert files_with(marker) == set()
    assert not any(map(storage.exists, stored)) and not any(path.exists() for path in mine)
    assert not User.objects.filter(pk=life.viewer.user.pk).exists()


def test_posts_that_stay_by_choice_stay_without_a_name(life, marker, forget, page, cast):
    forget(request_erasure(life.viewer, scope="account", keep_posts=True))

    assert tables_with(marker) == {"content.Post", "content.Comment", "content.Attachment"}
    kept = Post.objects.filter(body__contains=marker)
    assert {post.pk for post in kept} == {post.pk for post in [*life.posts, life.pictured]}  # nothing that was removed
    assert list(Comment.objects.filter(body__contains=marker)) == [life.comment]
    shown = page(cast.guest).get("/@shanlan/c/plaza/").content.decode()
    assert "Former member" in shown and f"{marker} name" not in shown
    client = page(cast.guest)
    client.cookies["django_language"] = "zh-hant"
    shown = client.get("/@shanlan/c/plaza/").content.decode()
    assert "已離開的成員" in shown


def test_erasing_one_brand_leaves_the_account_and_the_others(life, marker, forget, other_brand):
    with tenancy.activate(other_brand):
        join_brand(Viewer(life.viewer.user), other_brand)

    forget(request_erasure(life.viewer, scope="brand"))

    assert tables_with(marker) == {"accounts.User", "account.EmailAddress", "members.BrandMember"}
    with tenancy.activate(other_brand):
        assert BrandMember.objects.get(account=life.viewer.user).display_name == marker
    assert Viewer(life.viewer.user).member is None


def test_counters_and_numbers_are_right_afterwards(life, community, forget, settle):
    forget(request_erasure(life.viewer))
    settle()

    community.refresh_from_db()
    assert community.post_count == Post.objects.live().filter(space=community).count()
    assert community.member_count == Membership.objects.filter(space=community, state=State.ACTIVE).count()
    life.others.refresh_from_db()
    assert (life.others.comment_count, life.others.reaction_count, life.others.heart_count) == (0, 0, 0)
    life.coupon.refresh_from_db()
    assert life.coupon.claimed_count == life.coupon.claims.count() == 1
    kept = sorted(MetricPoint.objects.values_list("space_id", "metric", "on", "value"))
    rebuild_metrics()
    assert sorted(MetricPoint.objects.values_list("space_id", "metric", "on", "value")) == kept


def test_what_others_answered_stays(life, forget):
    forget(request_erasure(life.viewer))
    assert Comment.objects.filter(post=life.posts[0], body="An answer of another person", state="published").exists()


def test_facts_keep_numbers_that_lead_to_nobody(life, forget):
    acted = Activity.objects.filter(actor_id=life.member.pk)
    request = request_erasure(life.viewer)
    before = acted.count()
    forget(request)
    assert acted.count() == before
    with translation.override("en"):
        nobody = BrandMember._base_manager.get(pk=life.member.pk)
    assert nobody.account_id is None and nobody.display_name == "Former member"


def test_erased_people_are_in_no_list(life, forget, cast, page):
    public_id = life.member.public_id
    forget(request_erasure(life.viewer))
    assert not BrandMember.objects.filter(pk=life.member.pk).exists()
    assert page(cast.guest).get(f"/@shanlan/people/{public_id}/").status_code == 404
    assert public_id not in page(cast.owner).get("/@shanlan/manage/members/").content.decode()


def test_ban_survives_erasure_as_a_hash(life, marker, group, community, forget, account):
    Membership.objects.filter(member=life.member, space=community).update(state=State.BANNED, ended_at=clock.now())
    address = life.viewer.user.email
    forget(request_erasure(life.viewer, scope="account"))

    assert not tables_with(marker)
    bars = BarredAddress.objects.all()
    assert bars and address not in json.dumps(list(bars.values("digest", "state")))
    again = User.objects.create_user(address.upper().replace("@", "+second@"), "correct-horse-battery")
    with pytest.raises(NotAllowed) as refused:
        join_space(Viewer(again), community)
    assert refused.value.code == "banned"
    innocent = Viewer(account("innocent"))
    assert join_space(innocent, community).state == State.ACTIVE


def test_erasing_twice_changes_nothing_more(life, forget, community):
    request = forget(request_erasure(life.viewer))
    facts, posts = Activity.objects.count(), community.__class__.objects.get(pk=community.pk).post_count
    DataRequest._base_manager.filter(pk=request.pk).update(state="sweeping", steps_done=0)
    forget(request)
    assert Activity.objects.exclude(verb="erasure.done").count() == facts - 1
    assert Space.objects.get(pk=community.pk).post_count == posts


def test_what_a_job_under_way_wrote_is_found_at_the_second_look(life, marker, work):
    """C35: a sender that was in the middle of its work writes after everything was emptied."""
    request = request_erasure(life.viewer, scope="brand")
    DataRequest._base_manager.filter(pk=request.pk).update(due_at=clock.now())
    work()
    Post.objects.filter(pk=life.posts[0].pk).update(body=f"{marker} late", state="published")
    old = Delivery.objects.first()
    Delivery.objects.create(brand_id=old.brand_id, message=old.message, account=life.viewer.user, channel="email")
    with clock.at(clock.now() + dt.timedelta(minutes=3)):
        work()
    assert tables_with(marker) == {"accounts.User", "account.EmailAddress"}
    assert not Delivery.objects.filter(account=life.viewer.user).exists()


def test_archives_go_with_the_person(life, marker, forget, work):
    export = request_export(life.viewer)
    work()
    export.refresh_from_db()
    assert export.file.storage.exists(export.file.name)
    name = export.file.name
    forget(request_erasure(life.viewer))
    export.refresh_from_db()
    assert export.state == "expired" and not export.file and not DataRequest().file.storage.exists(name)


def test_removed_post_of_an_erased_person_cannot_be_brought_back(life, forget, cast):
    from content.actions import restore_post

    forget(request_erasure(life.viewer))
    post = Post.objects.select_related("space", "author", "removed_by").get(pk=life.posts[0].pk)
    with pytest.raises(NotVisible):
        restore_post(cast.owner, post)


def test_who_was_forgotten_may_come_back_as_somebody_new(life, community, forget):
    forget(request_erasure(life.viewer))
    back = Viewer(User.objects.get(pk=life.viewer.user.pk))
    join_space(back, community)
    assert back.member.pk != life.member.pk
    assert publish_post(back, community, body="New words").author_id == back.member.pk


def test_membership_that_ended_is_counted_once(life, community, forget):
    end(community, life.member, State.LEFT)
    community.refresh_from_db()
    before = community.member_count
    forget(request_erasure(life.viewer))
    community.refresh_from_db()
    assert community.member_count == before


def test_restored_copy_is_told_whom_to_forget_again(life, forget, marker):
    from django.core.management import call_command

    request = forget(request_erasure(life.viewer, scope="brand"))
    # The copy of the database is older than the erasure: the person is back in it.
    BrandMember._base_manager.filter(pk=life.member.pk).update(
        account=life.viewer.user, display_name=f"{marker} name", erased_at=None
    )
    DataRequest._base_manager.filter(pk=request.pk).delete()
    call_command("reapply_erasures")
    assert tables_with(marker) == {"accounts.User", "account.EmailAddress"}
